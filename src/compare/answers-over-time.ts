import type { SystemRun } from './run-system.ts';

/** How many answers per second came in, in equal stretches of time from the first request on; the fault in s on the same axis. */
export interface AnswersOverTime {
  stretchMs: number;
  perS: readonly number[];
  faultS: readonly [number, number];
}

const STRETCHES = 60;

/** @returns null without a fault: nothing would be to be seen. */
export function answersOverTime({ measured, startMs, durationMs, faultPeriodMs }: SystemRun): AnswersOverTime | null {
  if (faultPeriodMs === null) return null;
  const stretchMs = durationMs / STRETCHES;
  const counts = new Array<number>(STRETCHES).fill(0);
  for (const { returnAtMs, outcome } of measured) {
    if (returnAtMs === undefined || outcome?.status !== 'done') continue;
    const stretch = Math.min(STRETCHES - 1, Math.floor((returnAtMs - startMs) / stretchMs));
    counts[stretch] = (counts[stretch] ?? 0) + 1;
  }
  const [fromMs, toMs] = faultPeriodMs;
  return {
    stretchMs,
    perS: counts.map((count) => count / (stretchMs / 1_000)),
    faultS: [(fromMs - startMs) / 1_000, (toMs - startMs) / 1_000],
  };
}
