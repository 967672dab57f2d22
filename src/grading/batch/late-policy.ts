import type { LateDecision } from './class-document.ts';
import type { LatePolicy } from './grade-spec.ts';
import type { Extension } from './journal-record.ts';

const DAY_MS = 86_400_000;

/**
 * What the course's policy makes of a submission: late days first, as far as they last; each day beyond them, begun,
 * costs its share of the points. Depends on the time of the submission only, never on when it is graded.
 *
 * @param submittedAtMs Unix time.
 */
export function decideLateness(policy: LatePolicy, submittedAtMs: number, extension: Extension | null): LateDecision {
  const deadlineMs = deadlineOf(policy, extension);
  const lateByMs = Math.max(0, submittedAtMs - deadlineMs);
  const daysLate = lateByMs <= policy.graceMinutes * 60_000 ? 0 : Math.ceil(lateByMs / DAY_MS);
  const budget = Math.max(0, policy.lateDays - (extension?.lateDaysUsed ?? 0));
  const lateDaysUsed = Math.min(daysLate, budget);
  const lateDaysLeft = budget - lateDaysUsed;
  const daysBeyond = daysLate - lateDaysUsed;
  const isTooLate = policy.maxDays !== undefined && daysLate > policy.maxDays;
  const factor = isTooLate ? 0 : Math.max(0, round(1 - daysBeyond * policy.penaltyPerDay));
  const deadline = `the deadline, ${new Date(deadlineMs).toISOString()}${extensionText(extension)}`;
  if (daysLate === 0) {
    const when = lateByMs === 0 ? `before ${deadline}` : `within ${policy.graceMinutes} minutes after ${deadline}`;
    return { lateByMs, lateDaysUsed, lateDaysLeft, factor, explanation: `in time: handed in ${when}` };
  }
  const sentences = [
    `late: ${days(daysLate)} begun after ${deadline}`,
    ...(lateDaysUsed === 0 ? [] : [`${days(lateDaysUsed, 'late ')} used, ${lateDaysLeft} left`]),
    consequence(policy, { isTooLate, daysBeyond, factor }),
  ];
  return { lateByMs, lateDaysUsed, lateDaysLeft, factor, explanation: sentences.join('; ') };
}

function deadlineOf({ deadline }: LatePolicy, extension: Extension | null): number {
  return extension?.deadlineMs ?? Date.parse(deadline) + (extension?.days ?? 0) * DAY_MS;
}

function consequence(
  { penaltyPerDay, maxDays }: LatePolicy,
  { isTooLate, daysBeyond, factor }: { isTooLate: boolean; daysBeyond: number; factor: number },
): string {
  if (isTooLate) return `nothing counts that is more than ${days(maxDays ?? 0)} late`;
  if (daysBeyond === 0) return 'nothing is taken off';
  return `${days(daysBeyond, 'further ')} at ${percent(penaltyPerDay)} each: ${percent(factor)} of the points count`;
}

function extensionText(extension: Extension | null): string {
  return extension?.deadlineMs !== undefined || extension?.days !== undefined ? ' (extended)' : '';
}

function days(count: number, kind = ''): string {
  return `${count} ${kind}${count === 1 ? 'day' : 'days'}`;
}

function percent(share: number): string {
  return `${round(share * 100)} %`;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
