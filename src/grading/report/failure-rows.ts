import type { FailureReport } from './document.ts';
import { showNumber } from './show-number.ts';

/** The names of what a failure says, in the order that helps most. */
export type FailureRowName = 'property' | 'expected' | 'actual' | 'where' | 'first bad' | 'replay' | 'layer' | 'hint';

/** What a failure says beyond its message; rows of which nothing is known are absent. */
export function failureRows(failure: FailureReport): (readonly [FailureRowName, string])[] {
  const { property, kind, statement, expected, actual, stack, event, atMs, replay, layer, hint } = failure;
  const rows: (readonly [FailureRowName, string | undefined])[] = [
    ['property', `${property} (${kind}): ${statement}`],
    ['expected', expected],
    ['actual', actual],
    ['where', stack.length > 0 ? stack.join('\n') : undefined],
    ['first bad', event > 0 ? `event ${showNumber(event)}, at ${showNumber(atMs)} ms of virtual time` : undefined],
    ['replay', replay === '' ? undefined : replay],
    ['layer', layer],
    ['hint', hint],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
