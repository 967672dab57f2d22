import { quote } from '../direct/findings.ts';
import type { PartitionHistory } from '../history/partition.ts';
import { type Automaton, ILLEGAL } from './automaton.ts';

/** A value that is no prefix of anything that a get returned: no get can tell such values apart before the next put. */
const UNSEEN = 0;
const BYTES_PER_STATE = 80;
const BYTES_PER_TRANSITION = 40;

interface TextInput {
  readonly op: 'get' | 'put' | 'append';
  readonly value?: string;
}

/**
 * The automaton of one text under get, put and append, in which a state is a prefix of some get's output, or `UNSEEN`.
 *
 * From an unseen value an append leads to an unseen value and every get is illegal, so merging them all changes no
 * verdict. It needs no assumption about what is written, and without it a state would remember the order of appends
 * that nobody looked at.
 */
export function compileText<Input extends TextInput>(
  partition: PartitionHistory<Input, string | undefined>,
): Automaton {
  const { members, operations, returnAt } = partition;
  const count = members.length;
  const outputs = seenOutputs(partition);
  const classOf = new Int32Array(count);
  const readOnly = new Uint8Array(count);
  const classes = new Map<string, number>();
  const inputs: { readonly op: string; readonly text: string | undefined; readonly output: number }[] = [];
  for (let i = 0; i < count; i++) {
    const { input, output } = operations[members[i]!]!;
    const seen = returnAt[i] === Number.POSITIVE_INFINITY ? undefined : output;
    const text = input.op === 'get' ? seen : input.value!;
    const key = text === undefined ? '?' : `${input.op} ${text}`;
    let number = classes.get(key);
    if (number === undefined) {
      classes.set(key, (number = classes.size));
      const place = input.op === 'get' && text !== undefined ? lowerBound(outputs, 0, outputs.length, 0, text) : -1;
      inputs.push({ op: input.op, text, output: place });
    }
    classOf[i] = number;
    readOnly[i] = input.op === 'get' || (text === '' && input.op === 'append') ? 1 : 0;
  }
  // State s > 0 is the first `lengths[s]` characters of `outputs[firsts[s]]`, the first output that starts with them.
  const firsts: number[] = [-1];
  const lengths: number[] = [0];
  const numbers = new Map<number, number>();
  const transitions = new Map<number, number>();
  const classCount = classes.size;
  const longest = outputs.reduce((most, output) => Math.max(most, output.length), 0);

  function extended(first: number, length: number, text: string): number {
    const end = prefixEnd(outputs, first, length);
    const place = lowerBound(outputs, first, end, length, text);
    if (place >= end || outputs[place]!.slice(length, length + text.length) !== text) return UNSEEN;
    const key = place * (longest + 1) + length + text.length;
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = firsts.length));
      firsts.push(place);
      lengths.push(length + text.length);
    }
    return number;
  }

  function next(state: number, kind: number): number {
    const { op, text, output } = inputs[kind]!;
    if (op === 'put') return extended(0, 0, text!);
    if (op === 'append') return state === UNSEEN ? UNSEEN : extended(firsts[state]!, lengths[state]!, text!);
    if (text === undefined) return state;
    return state !== UNSEEN && firsts[state] === output && lengths[state] === text.length ? state : ILLEGAL;
  }

  const textOf = (state: number): string =>
    state === UNSEEN ? 'a value that no get shows' : quote(outputs[firsts[state]!]!.slice(0, lengths[state]!));

  return {
    initial: extended(0, 0, ''),
    readOnly,
    classOf,
    step(state, operation) {
      const key = state * classCount + classOf[operation]!;
      let answer = transitions.get(key);
      if (answer === undefined) transitions.set(key, (answer = next(state, classOf[operation]!)));
      return answer;
    },
    describeState: textOf,
    reason: (state, operation) =>
      readOnly[operation] === 1 && next(state, classOf[operation]!) === ILLEGAL
        ? `the value is ${textOf(state)}`
        : undefined,
    sizeBytes: () => firsts.length * BYTES_PER_STATE + transitions.size * BYTES_PER_TRANSITION,
  };
}

function seenOutputs(partition: PartitionHistory<TextInput, string | undefined>): string[] {
  const seen = new Set<string>();
  for (let i = 0; i < partition.members.length; i++) {
    const { input, output } = partition.operations[partition.members[i]!]!;
    if (input.op === 'get' && output !== undefined && partition.returnAt[i] !== Number.POSITIVE_INFINITY)
      seen.add(output);
  }
  return [...seen].sort();
}

/** The first output in `[from, to)` whose characters from `at` on, as many as `text` has, are not below `text`. */
function lowerBound(outputs: readonly string[], from: number, to: number, at: number, text: string): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (outputs[middle]!.slice(at, at + text.length) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The end of the run of outputs, from `first` on, that share its first `length` characters. */
function prefixEnd(outputs: readonly string[], first: number, length: number): number {
  const prefix = outputs[first]?.slice(0, length) ?? '';
  let low = first;
  let high = outputs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (outputs[middle]!.slice(0, length) === prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
