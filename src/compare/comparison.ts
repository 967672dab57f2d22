import { LEVELS } from '../checker/registry.ts';
import type { FaultPlan } from './fault-plan.ts';
import { historyOf, type Latencies, latenciesOf, type Measured } from './measurements.ts';
import type { SystemRun } from './run-system.ts';
import type { System } from './system.ts';
import { isReadOnly } from './workload.ts';

/** One system's row (DESIGN §6). Times are virtual, in ms. */
export interface ComparedSystem {
  id: string;
  title: string;
  /** The levels that it promises under these faults; `nothing` where it promises nothing. */
  claims: string;
  verdict: 'ok' | 'illegal' | 'unknown';
  /** Why the claim does not hold, or cannot be decided. */
  reason: string | null;
  operations: number;
  throughputPerS: number;
  readMs: Latencies | null;
  writeMs: Latencies | null;
  messagesPerOp: number;
  bytesPerOp: number;
  diskWritesPerOp: number;
  /** Share of the requests made during the fault that were answered before it ended; null without a fault. */
  availability: number | null;
  /** The longest time without an answer to anybody, from the fault on; null without a fault. */
  recoveryMs: number | null;
  digest: string;
}

export function compareSystem(system: System, faults: FaultPlan, run: SystemRun): ComparedSystem {
  const claims = system.tolerates.includes(faults.id) ? system.claims : [];
  const done = run.measured.filter(({ outcome }) => outcome?.status === 'done');
  const perOperation = (count: number) => (done.length === 0 ? 0 : count / done.length);
  return {
    id: system.id,
    title: system.title,
    claims: claims.join(', ') || 'nothing',
    ...(claims.length > 0 ? judge(claims, run) : unpromised(system.claims, run)),
    operations: done.length,
    throughputPerS: done.length / (run.durationMs / 1_000),
    readMs: latenciesOf(done.filter(({ request }) => isReadOnly(request))),
    writeMs: latenciesOf(done.filter(({ request }) => !isReadOnly(request))),
    messagesPerOp: perOperation(run.messages),
    bytesPerOp: perOperation(run.bytes),
    diskWritesPerOp: perOperation(run.diskWrites),
    availability: availability(run),
    recoveryMs: recoveryMs(run, done),
    digest: run.digest,
  };
}

function judge(claims: readonly string[], { setUp, measured }: SystemRun): Pick<ComparedSystem, 'verdict' | 'reason'> {
  const history = historyOf([...setUp, ...measured]);
  for (const claim of claims) {
    const level = LEVELS.find(({ id }) => id === claim);
    if (level === undefined) throw new Error(`there is no level '${claim}'`);
    const verdict = level.check(history);
    if (verdict.outcome !== 'ok') return { verdict: verdict.outcome, reason: verdict.reason };
  }
  return { verdict: 'ok', reason: null };
}

/** Of a system that promises nothing under such faults: what has become of its promises is worth knowing. */
function unpromised(claims: readonly string[], run: SystemRun): Pick<ComparedSystem, 'verdict' | 'reason'> {
  const broken = claims.find((claim) => judge([claim], run).verdict === 'illegal');
  if (broken === undefined) return { verdict: 'ok', reason: null };
  return { verdict: 'ok', reason: `without its assumptions ${broken} is lost: ${judge([broken], run).reason}` };
}

function availability({ faultPeriodMs, measured }: SystemRun): number | null {
  if (faultPeriodMs === null) return null;
  const [startMs, endMs] = faultPeriodMs;
  const during = measured.filter(({ callAtMs }) => callAtMs >= startMs && callAtMs < endMs);
  const answered = during.filter(
    ({ outcome, returnAtMs = Infinity }) => outcome?.status === 'done' && returnAtMs <= endMs,
  );
  return during.length === 0 ? null : answered.length / during.length;
}

function recoveryMs({ faultPeriodMs }: SystemRun, done: readonly Measured[]): number | null {
  if (faultPeriodMs === null) return null;
  const [startMs] = faultPeriodMs;
  const answers = done.map(({ returnAtMs }) => returnAtMs as number).filter((atMs) => atMs >= startMs);
  let longest = 0;
  let last = startMs;
  for (const atMs of answers.sort((a, b) => a - b)) {
    longest = Math.max(longest, atMs - last);
    last = atMs;
  }
  return longest;
}
