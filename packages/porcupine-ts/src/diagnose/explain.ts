import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';
import { expectVerdictOf } from '../verdict/expect-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { labelOperation } from './label-operation.ts';

const SURVIVORS_SHOWN_MAX = 6;

/** A verdict in a few lines of text, the reason first; the same for the same verdict. */
export function explain<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  verdict: Verdict,
): string {
  expectVerdictOf(operations, verdict);
  const { operations: count, partitions } = verdict.stats;
  const size = `${counted(count, 'operation')} in ${counted(partitions, 'partition')}`;
  if (verdict.outcome === 'ok') return `linearizable: ${size}`;
  if (verdict.outcome === 'unknown') {
    const open = verdict.partitions.filter(({ outcome }) => outcome !== 'ok');
    const furthest = open.map(({ key, progress, operations: all }) => `${key || 'history'} ${progress} of ${all}`);
    return `unknown: the ${verdict.limit} budget ran out (${size}; in order so far: ${furthest.slice(0, 5).join(', ')})`;
  }
  const { reason, witness, firstIllegalEvent: first, survivingStates: survivors } = verdict;
  const lines = [
    `not linearizable (${reason?.rule ?? 'no-order'}): ${reason?.sentence ?? 'no order explains the outputs'}`,
  ];
  if (reason !== undefined && reason.partition !== '') lines.push(`partition  ${reason.partition}`);
  for (const [place, index] of (witness ?? []).entries()) {
    lines.push(`${place === 0 ? 'witness    ' : '           '}${labelOperation(model, operations[index]!)}`);
  }
  if (first !== undefined)
    lines.push(`first bad  ${first.kind} of ${labelOperation(model, operations[first.operation]!)}`);
  for (const [place, { state, because }] of (survivors ?? []).slice(0, SURVIVORS_SHOWN_MAX).entries()) {
    const why = because === undefined || because.endsWith(state) ? '' : ` (${because})`;
    lines.push(`${place === 0 ? 'before it  ' : '        or '}the state was ${state}${why}`);
  }
  const more = (survivors?.length ?? 0) - SURVIVORS_SHOWN_MAX;
  if (more > 0) lines.push(`           and ${more} more`);
  return lines.join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
