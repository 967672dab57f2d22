import type { ComparedSystem } from './comparison.ts';
import type { RunPlan } from './run-plan.ts';
import type { System } from './system.ts';

/** What is varied in a series of runs. */
export const SWEEPS = ['load', 'nodes'] as const;
export type SweepId = (typeof SWEEPS)[number];

/** A system's runs, one for each value of what is varied. */
export interface SweptSystem {
  id: string;
  title: string;
  claims: string;
  /** The worst of all runs. */
  verdict: ComparedSystem['verdict'];
  reason: string | null;
  /** What `at` counts: requests per second that come in, or the servers, machines or groups of this system. */
  unit: string;
  points: readonly SweepPoint[];
}

export interface SweepPoint extends ComparedSystem {
  at: number;
}

/** Requests per second, in half decades. */
const RATES = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/** A system that answers a smaller share of what comes in is beyond its limit: more load shows nothing new. */
const SATURATED_SHARE = 0.8;
/** Requests come in for so long at most, ms: enough for the slow rates. */
const POINT_MS = 5_000;

/** Runs one system at one value after the other. */
export async function sweepSystem(
  system: System,
  sweep: SweepId,
  plan: RunPlan,
  run: (plan: RunPlan) => Promise<ComparedSystem>,
): Promise<SweptSystem> {
  const points: SweepPoint[] = [];
  for (const at of valuesOf(system, sweep)) {
    const point = { at, ...(await run(planAt(plan, sweep, at))) };
    points.push(point);
    if (sweep === 'load' && point.throughputPerS < SATURATED_SHARE * at) break;
  }
  return { id: system.id, title: system.title, unit: unitOf(system, sweep), ...worstOf(points), points };
}

/** The systems that can be varied in this way. */
export function canSweep({ sizes }: System, sweep: SweepId): boolean {
  return sweep === 'load' || sizes !== undefined;
}

function valuesOf({ sizes }: System, sweep: SweepId): readonly number[] {
  return sweep === 'load' ? RATES : (sizes?.all ?? []);
}

function unitOf({ sizes }: System, sweep: SweepId): string {
  return sweep === 'load' ? 'requests per second' : (sizes?.of ?? '');
}

function planAt(plan: RunPlan, sweep: SweepId, at: number): RunPlan {
  if (sweep === 'nodes') return { ...plan, size: at };
  return { ...plan, ratePerS: at, durationMs: Math.min(plan.durationMs, POINT_MS) };
}

function worstOf(points: readonly SweepPoint[]): Pick<SweptSystem, 'claims' | 'verdict' | 'reason'> {
  const broken =
    points.find(({ verdict }) => verdict === 'illegal') ?? points.find(({ verdict }) => verdict === 'unknown');
  const { claims, verdict, reason } = (broken ?? points[0]) as SweepPoint;
  return { claims, verdict, reason: broken === undefined ? null : `at ${broken.at}: ${reason}` };
}
