import type { FastPath } from '../automaton/automaton.ts';
import { compileText } from '../automaton/compile-text.ts';
import { decideValueHistory } from '../direct/decide-value-history.ts';
import { quote } from '../direct/findings.ts';
import { TokenTable } from '../direct/token-table.ts';
import { APPEND, FREE, PUT, READ, type ValueHistory, withInitial } from '../direct/value-history.ts';
import type { Operation } from '../history/operation.ts';
import type { PartitionHistory } from '../history/partition.ts';
import { accept, type Model, reject } from './model.ts';

export type KvInput =
  | { readonly op: 'get'; readonly key: string }
  | { readonly op: 'put'; readonly key: string; readonly value: string }
  | { readonly op: 'append'; readonly key: string; readonly value: string };

/** What a get returned; the output of a put or append is not looked at. */
export type KvOutput = string | undefined;

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
  fastPath: { decide: (partition) => decide(partition), compile: (partition) => compileText(partition) },
};

function shows(output: KvOutput, written: string): boolean {
  return output !== undefined && (written === '' ? output === '' : output.includes(written));
}

const decide: NonNullable<FastPath<KvInput, KvOutput>['decide']> = (partition) => {
  const history = columns(partition);
  return history === undefined ? undefined : decideValueHistory(history);
};

function columns(partition: PartitionHistory<KvInput, KvOutput>): ValueHistory | undefined {
  const { members, operations, callAt, returnAt } = partition;
  const count = members.length;
  const kind = new Uint8Array(count);
  const token = new Int32Array(count).fill(-1);
  const texts: (string | undefined)[] = new Array(count);
  const tokens = new TokenTable('');
  let hasAppends = false;
  for (let i = 0; i < count; i++) {
    const { input, output } = operations[members[i]!]! as Operation<KvInput, KvOutput>;
    if (input.op === 'get') {
      kind[i] = output === undefined ? FREE : READ;
      texts[i] = output;
    } else if (input.op === 'put') {
      kind[i] = PUT;
      token[i] = tokens.numberOf(input.value);
    } else if (input.value === '') {
      kind[i] = FREE;
    } else {
      kind[i] = APPEND;
      hasAppends = true;
      token[i] = tokens.numberOf(input.value);
    }
  }
  const times = { callAt: withInitial(callAt), returnAt: withInitial(returnAt) };
  if (hasAppends) return tokens.isPrefixFree() ? { count, kind, token, texts, tokens, ...times } : undefined;
  for (let i = 0; i < count; i++) if (kind[i] === READ) token[i] = tokens.find(texts[i]!);
  return { count, kind, token, texts: undefined, returned: texts, tokens, ...times };
}
