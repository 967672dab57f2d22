import { assert } from '../base/assert.ts';
import type { History } from '../checker/history.ts';
import { LEVELS } from '../checker/registry.ts';
import type { Verdict } from '../checker/verdict.ts';
import { type AnswersOverTime, answersOverTime } from './answers-over-time.ts';
import { CONVERGENCE, divergence } from './convergence.ts';
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
  /** The claim that does not hold, or cannot be decided. */
  broken: string | null;
  /** Why the claim does not hold, or cannot be decided. */
  reason: string | null;
  operations: number;
  throughputPerS: number;
  readMs: Latencies | null;
  writeMs: Latencies | null;
  messagesPerOp: number;
  bytesPerOp: number;
  diskWritesPerOp: number;
  /** Share of the requests that were due during the fault and were answered before it ended; null without a fault. */
  availability: number | null;
  /** The longest time without an answer to anybody, from the fault on; null without a fault. */
  recoveryMs: number | null;
  /** Null without a fault. */
  answersOverTime: AnswersOverTime | null;
  digest: string;
}

type Judgement = Pick<ComparedSystem, 'verdict' | 'broken' | 'reason'>;

export function compareSystem(system: System, faults: FaultPlan, run: SystemRun): ComparedSystem {
  const claims = faults.judgesAll || system.tolerates.includes(faults.id) ? system.claims : [];
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
    answersOverTime: answersOverTime(run),
    digest: run.digest,
  };
}

function judge(claims: readonly string[], { setUp, measured, finalReads }: SystemRun): Judgement {
  const history = historyOf([...setUp, ...measured, ...finalReads]);
  for (const claim of claims) {
    const verdict = claim === CONVERGENCE ? judgeConvergence(finalReads) : check(claim, history);
    if (verdict.outcome !== 'ok') return { verdict: verdict.outcome, broken: claim, reason: verdict.reason };
  }
  return { verdict: 'ok', broken: null, reason: null };
}

function check(claim: string, history: History): Verdict {
  const level = LEVELS.find(({ id }) => id === claim);
  assert(level !== undefined, `there is no level '${claim}'`);
  return level.check(history);
}

function judgeConvergence(finalReads: readonly Measured[]): { outcome: 'ok' } | { outcome: 'illegal'; reason: string } {
  const reason = divergence(finalReads);
  return reason === undefined ? { outcome: 'ok' } : { outcome: 'illegal', reason };
}

/** Of a system that promises nothing under such faults: what has become of its promises is worth knowing. */
function unpromised(claims: readonly string[], run: SystemRun): Judgement {
  const broken = claims.find((claim) => judge([claim], run).verdict === 'illegal');
  if (broken === undefined) return { verdict: 'ok', broken: null, reason: null };
  return {
    verdict: 'ok',
    broken: null,
    reason: `without its assumptions ${broken} is lost: ${judge([broken], run).reason}`,
  };
}

function availability({ faultPeriodMs, measured }: SystemRun): number | null {
  if (faultPeriodMs === null) return null;
  const [startMs, endMs] = faultPeriodMs;
  const during = measured.filter(({ dueAtMs }) => dueAtMs >= startMs && dueAtMs < endMs);
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
