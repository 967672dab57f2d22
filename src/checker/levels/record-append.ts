import { describeOperation, describeValue } from '../describe.ts';
import { type Access, type History, HistoryError, isCompleted, type Value } from '../history.ts';
import type { Level } from '../level.ts';
import type { Illegal, Verdict } from '../verdict.ts';

export const recordAppend: Level = {
  id: 'record-append',
  title: 'record append (GFS)',
  promise:
    'who reads a file after an append has returned finds its record at least once; records may repeat, in any order',
  source: 'Ghemawat, Gobioff & Leung 2003, §2.7; lecture 3',
  takes: ['lists'],
  check: decideRecordAppend,
};

interface Append {
  readonly place: number;
  readonly key: string;
  readonly record: Value;
  readonly returnAt: number;
}

/** @throws HistoryError for a write, or a record that is appended to one file twice. */
function decideRecordAppend(history: History): Verdict {
  const appended = appendsOf(history);
  const acknowledged = [...appended.values()].filter(({ place }) => isCompleted(history[place]!));
  acknowledged.sort((a, b) => a.returnAt - b.returnAt);
  const byKey = new Map<string, Append[]>();
  for (const append of acknowledged) {
    const appends = byKey.get(append.key);
    if (appends === undefined) byKey.set(append.key, [append]);
    else appends.push(append);
  }
  for (const [place, operation] of history.entries()) {
    for (const access of isCompleted(operation) ? operation.accesses : []) {
      if (access.op !== 'read' || access.value === undefined) continue;
      const problem = readProblem(history, place, access, appended, byKey.get(access.key) ?? []);
      if (problem !== undefined) return problem;
    }
  }
  return { outcome: 'ok' };
}

function readProblem(
  history: History,
  place: number,
  access: Access,
  appended: ReadonlyMap<string, Append>,
  acknowledged: readonly Append[],
): Illegal | undefined {
  const seen = new Set(access.value as readonly Value[]);
  const reader = `${describeOperation(history[place]!)}`;
  for (const record of seen) {
    const append = appended.get(idOf(access.key, record));
    if (append !== undefined && history[append.place]!.callAt <= history[place]!.returnAt!) continue;
    const reason = `${reader} shows ${describeValue(record)}, which nobody had appended to ${access.key} by then`;
    return { outcome: 'illegal', anomaly: 'phantom', reason, culprits: [place], witness: [place] };
  }
  for (const { place: writer, record, returnAt } of acknowledged) {
    if (returnAt >= history[place]!.callAt) return undefined;
    if (seen.has(record)) continue;
    const reason = `${describeOperation(history[writer]!)} was acknowledged, but ${reader}, which came later, does not show it`;
    return { outcome: 'illegal', anomaly: 'lost-record', reason, culprits: [writer, place], witness: [writer, place] };
  }
  return undefined;
}

function appendsOf(history: History): Map<string, Append> {
  const appends = new Map<string, Append>();
  for (const [place, { accesses, returnAt }] of history.entries()) {
    for (const { op, key, value } of accesses) {
      if (op === 'write')
        throw new HistoryError(place, `it writes ${key}, and record-append is about appends and reads`);
      if (op === 'read' && value !== undefined && !Array.isArray(value)) {
        throw new HistoryError(place, `it reads ${describeValue(value)} from ${key}, not a list of records`);
      }
      if (op === 'read') continue;
      const id = idOf(key, value);
      const other = appends.get(id);
      if (other !== undefined) {
        throw new HistoryError(
          place,
          `it appends ${describeValue(value)} to ${key}, as ${describeOperation(history[other.place]!)} does: records must differ`,
        );
      }
      appends.set(id, { place, key, record: value, returnAt: returnAt ?? Number.POSITIVE_INFINITY });
    }
  }
  return appends;
}

function idOf(key: string, record: Value): string {
  return JSON.stringify([key, record]);
}
