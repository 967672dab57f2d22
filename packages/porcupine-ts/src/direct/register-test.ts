import type { Decision, DirectTest } from '../automaton/automaton.ts';
import { decideValueHistory } from './decide-value-history.ts';
import { TokenTable } from './token-table.ts';
import { FREE, PUT, READ, withInitial } from './value-history.ts';

/** How a register's operations name values, as texts that are equal for equal values. */
export interface DirectEncoding<Input, Output> {
  readonly initial: string;
  /** Undefined for a read. */
  written(input: Input): string | undefined;
  /** Undefined for an unknown output. */
  returned(output: Output | undefined): string | undefined;
}

/** The direct test for values that are only read and replaced. */
export class RegisterTest<Input, Output> implements DirectTest<Input, Output> {
  readonly #encoding: DirectEncoding<Input, Output>;
  readonly #tokens: TokenTable;
  readonly #kind: number[] = [];
  /** What reads returned. */
  readonly #returned: (string | undefined)[] = [];
  readonly #token: number[] = [];

  constructor(encoding: DirectEncoding<Input, Output>) {
    this.#encoding = encoding;
    this.#tokens = new TokenTable(encoding.initial);
  }

  call(input: Input): void {
    const written = this.#encoding.written(input);
    this.#kind.push(written === undefined ? FREE : PUT);
    this.#token.push(written === undefined ? -1 : this.#tokens.numberOf(written));
    this.#returned.push(undefined);
  }

  return(operation: number, output: Output): void {
    if (this.#kind[operation] === PUT) return;
    this.#returned[operation] = this.#encoding.returned(output);
    this.#kind[operation] = this.#returned[operation] === undefined ? FREE : READ;
  }

  decide(callAt: Float64Array, returnAt: Float64Array): Decision | undefined {
    const kind = this.#kind;
    const count = kind.length;
    const tokens = this.#tokens;
    const token = this.#token.map((written, i) => (kind[i] === READ ? tokens.find(this.#returned[i]!) : written));
    const times = { callAt: withInitial(callAt), returnAt: withInitial(returnAt) };
    return decideValueHistory({ count, kind, token, texts: undefined, tokens, ...times });
  }
}
