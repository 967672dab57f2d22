import { Log } from './log.ts';
import type { Entry } from './messages.ts';
import type { Node } from './node.ts';

/**
 * The saved state is text: a line with term, vote (`-` for none), base and the base's term, then one line for each
 * entry: its term and, after a blank, its command as JSON.
 */
export function encodeState({ term, vote, log }: Node): string {
  const lines = log.slice(log.base + 1, log.last + 1).map(encodeEntry);
  return [`${term} ${vote ?? '-'} ${log.base} ${log.baseTerm}`, ...lines].join('\n');
}

/** Puts back what was saved. Whatever the snapshot covers is committed and delivered. */
export function restoreState(node: Node, state: string, snapshot: string): void {
  if (state === '') return;
  const [head = '', ...lines] = state.split('\n');
  const [term, vote, base, baseTerm] = head.split(' ');
  node.term = Number(term);
  node.vote = vote === '-' ? null : Number(vote);
  node.log = new Log(Number(base), Number(baseTerm), lines.map(decodeEntry));
  node.snapshot = snapshot;
  node.committed = node.log.base;
  node.delivered = node.log.base;
}

/** Entries do not change, so each is written once. */
const encodedEntries = new WeakMap<Entry, string>();

function encodeEntry(entry: Entry): string {
  let line = encodedEntries.get(entry);
  if (line === undefined) {
    line = `${entry[0]} ${JSON.stringify(entry[1] ?? null)}`;
    encodedEntries.set(entry, line);
  }
  return line;
}

function decodeEntry(line: string): Entry {
  const blank = line.indexOf(' ');
  return [Number(line.slice(0, blank)), JSON.parse(line.slice(blank + 1))];
}
