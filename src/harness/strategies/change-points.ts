import type { RandomStream } from '../../base/random.ts';

/** Positions among a run's messages, as likely early as late in proportion: the length of a run is not known. */
export function changePoints(random: RandomStream, count: number, last: number): ReadonlySet<number> {
  return new Set(Array.from({ length: count }, () => Math.floor(Math.exp(random.between(0, Math.log(last))))));
}
