import { entryOfLine, Log } from './log.ts';
import type { Node } from './node.ts';

/** The saved state is text: a line with term, vote (`-` for none), base and the base's term, then the log's lines. */
export function encodeState({ term, vote, log }: Node): string {
  return `${term} ${vote ?? '-'} ${log.base} ${log.baseTerm}\n${log.text}`;
}

/** Puts back what was saved. Whatever the snapshot covers is committed and delivered. */
export function restoreState(node: Node, state: string, snapshot: string): void {
  if (state === '') return;
  const [head = '', ...lines] = state.trimEnd().split('\n');
  const [term, vote, base, baseTerm] = head.split(' ');
  node.term = Number(term);
  node.vote = vote === '-' ? null : Number(vote);
  node.log = new Log(Number(base), Number(baseTerm), lines.map(entryOfLine));
  node.snapshot = snapshot;
  node.committed = node.log.base;
  node.delivered = node.log.base;
}
