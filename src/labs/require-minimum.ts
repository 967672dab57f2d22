import type { FaultInjector } from '../harness/faults/injector.ts';
import type { AnyFault } from '../harness/faults/registry.ts';
import { PropertyViolated } from './failure.ts';

/** How often a fault of each kind must have been injected. */
export type FaultCounts = Partial<Record<AnyFault['kind'], number>>;

/** Something that a test counts, and how often it must have happened. */
export interface Minimum {
  what: string;
  least: number;
  count: number;
}

/** @throws PropertyViolated when so little happened that the test could not have failed. */
export function requireMinimum(minimums: readonly Minimum[]): void {
  for (const { what, least, count } of minimums) {
    if (count >= least) continue;
    throw new PropertyViolated(
      {
        name: 'enough happened',
        kind: 'vacuous',
        statement: 'a test counts only if it could have failed',
        hint: 'the servers did too little for a verdict: look at what they were busy with',
      },
      { message: 'the test tested nothing', expected: `at least ${least} ${what}`, actual: `${count}` },
    );
  }
}

export function faultMinimums(injector: FaultInjector, counts: FaultCounts = {}): Minimum[] {
  return Object.entries(counts).map(([kind, least]) => ({
    what: `faults of kind '${kind}'`,
    least,
    count: injector.count(kind as AnyFault['kind']),
  }));
}
