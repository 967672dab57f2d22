import type { CrashableEffect } from '../step-effects.ts';
import type { Fault, FaultKind } from './fault.ts';

export interface CrashPointFault extends Fault {
  kind: 'crash-point';
  node: number;
  /** The effect right after which the node crashes. */
  after: CrashableEffect;
  /** How many such effects pass first. */
  skip: number;
  /** The crash is off when it has not happened after so long. Absent: it waits for ever. */
  withinMs?: number;
}

/** Crashes the node between two effects of one step: what it was about to do next never happens. */
export const crashPoint: FaultKind<CrashPointFault> = {
  kind: 'crash-point',
  describe: ({ node, after, skip }, name) =>
    `crash ${name(node)} right after its ${skip === 0 ? 'next' : ordinal(skip + 1)} ${after}`,
  inject({ node, after, skip, withinMs }, world) {
    let left = skip;
    const takeBack = world.addCrashPoint(
      (stepping, effect) => stepping.id === node && effect === after && left-- === 0,
    );
    if (withinMs !== undefined) world.scheduler.scheduleTask(withinMs, takeBack);
  },
};

const SUFFIXES: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

function ordinal(number: number): string {
  return `${number}${SUFFIXES[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}
