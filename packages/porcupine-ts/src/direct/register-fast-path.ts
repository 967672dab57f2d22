import type { FastPath } from '../automaton/automaton.ts';
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
export function registerFastPath<Input, Output>(encoding: DirectEncoding<Input, Output>): FastPath<Input, Output> {
  return {
    decide({ members, operations, callAt, returnAt }) {
      const count = members.length;
      const kind = new Uint8Array(count);
      const token = new Int32Array(count).fill(-1);
      const tokens = new TokenTable(encoding.initial);
      for (let i = 0; i < count; i++) {
        const written = encoding.written(operations[members[i]!]!.input);
        if (written === undefined) continue;
        kind[i] = PUT;
        token[i] = tokens.numberOf(written);
      }
      for (let i = 0; i < count; i++) {
        if (kind[i] === PUT) continue;
        const returned = encoding.returned(operations[members[i]!]!.output);
        kind[i] = returned === undefined ? FREE : READ;
        if (returned !== undefined) token[i] = tokens.find(returned);
      }
      const times = { callAt: withInitial(callAt), returnAt: withInitial(returnAt) };
      return decideValueHistory({ count, kind, token, texts: undefined, tokens, ...times });
    },
  };
}
