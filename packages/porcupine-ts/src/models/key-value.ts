import type { Decision, DirectTest } from '../automaton/automaton.ts';
import { compileText } from '../automaton/compile-text.ts';
import { decideValueHistory } from '../direct/decide-value-history.ts';
import { quote } from '../direct/findings.ts';
import { TokenTable } from '../direct/token-table.ts';
import { APPEND, FREE, PUT, READ, withInitial } from '../direct/value-history.ts';
import { shown } from '../history/read-times.ts';
import { unknownOp } from './expect.ts';
import { accept, type Model, reject } from './model.ts';

export type KvInput =
  | { readonly op: 'get'; readonly key: string }
  | { readonly op: 'put'; readonly key: string; readonly value: string }
  | { readonly op: 'append'; readonly key: string; readonly value: string };

/** What a get returned; the output of a put or append is not looked at. */
export type KvOutput = string | undefined;

const OPS = ['get', 'put', 'append'];

/**
 * A store of texts with get, put and append; a key that was never written reads as `''`.
 *
 * Keys are checked one by one. Where no written text is a prefix of another (or nothing is appended), checking takes
 * near-linear time however many clients there are.
 *
 * @see 6.824 Lab 3, "Fault-tolerant Key/Value Service"
 */
export const kvModel: Model<string, KvInput, KvOutput> = {
  name: 'kv',
  init: () => '',
  step(state, input, output) {
    switch (input.op) {
      case 'put':
        return accept(input.value);
      case 'append':
        return accept(state + input.value);
      case 'get':
        if (output === undefined || output === state) return accept(state);
        return reject(`the value is ${quote(state)}`);
    }
  },
  problemWith(input, output) {
    if (input?.op !== 'get' && input?.op !== 'put' && input?.op !== 'append') return unknownOp(input, OPS);
    if (typeof input.key !== 'string') return `the key is ${shown(input.key)}; expected a string`;
    if (input.op !== 'get')
      return isText(input.value) ? undefined : `the value is ${shown(input.value)}; expected a string`;
    return output === undefined || isText(output) ? undefined : `the output is ${shown(output)}; expected a string`;
  },
  partitionKey: (input) => input.key,
  isReadOnly: (input) => input.op === 'get' || (input.op === 'append' && input.value === ''),
  stateKey: (state) => state,
  supports: ({ input: written }, { input: read, output }) =>
    written.op !== 'get' && read.op === 'get' && written.key === read.key && shows(output, written.value),
  describeOperation(input, output) {
    if (input.op !== 'get') return `${input.op}(${quote(input.key)}, ${quote(input.value)})`;
    return `get(${quote(input.key)}) → ${output === undefined ? '?' : quote(output)}`;
  },
  describeState: quote,
  fastPath: { directTest: () => new TextTest(), compile: (partition) => compileText(partition) },
};

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function shows(output: KvOutput, written: string): boolean {
  return output !== undefined && (written === '' ? output === '' : output.includes(written));
}

/** The direct test of one key. */
class TextTest implements DirectTest<KvInput, KvOutput> {
  readonly #kind: number[] = [];
  readonly #token: number[] = [];
  readonly #texts: (string | undefined)[] = [];
  readonly #tokens = new TokenTable('');
  #hasAppends = false;

  call(input: KvInput): void {
    const kind = input.op === 'put' ? PUT : input.op === 'get' || input.value === '' ? FREE : APPEND;
    this.#hasAppends ||= kind === APPEND;
    this.#kind.push(kind);
    this.#token.push(input.op === 'get' || kind === FREE ? -1 : this.#tokens.numberOf(input.value));
    this.#texts.push(input.op === 'get' ? '' : undefined);
  }

  return(operation: number, output: KvOutput): void {
    if (output === undefined || this.#texts[operation] === undefined) return;
    this.#texts[operation] = output;
    this.#kind[operation] = READ;
  }

  decide(callAt: Float64Array, returnAt: Float64Array): Decision | undefined {
    const tokens = this.#tokens;
    const texts = this.#texts;
    if (this.#hasAppends && !tokens.isPrefixFree()) return undefined;
    const count = texts.length;
    const kind = this.#kind;
    const columns = { count, kind, tokens, callAt: withInitial(callAt), returnAt: withInitial(returnAt) };
    if (this.#hasAppends) return decideValueHistory({ ...columns, token: this.#token, texts });
    const token = this.#token.map((written, i) => (kind[i] === READ ? tokens.find(texts[i]!) : written));
    return decideValueHistory({ ...columns, token, texts: undefined, returned: texts });
  }
}
