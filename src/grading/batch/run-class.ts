import { join } from 'node:path';
import { classPages } from '../pages/class-pages.ts';
import { writePages } from '../pages/write-pages.ts';
import { classChanges } from './class-changes.ts';
import { classCsv } from './class-csv.ts';
import type { ClassDocument } from './class-document.ts';
import { ClassResults } from './class-results.ts';
import { gradeClass } from './grade-class.ts';
import { specDigest } from './grade-spec.ts';
import { Journal } from './journal.ts';
import type { ClassEntry, JournalRecord, UnitRecord } from './journal-record.ts';
import { makeClassDocument } from './make-class-document.ts';
import type { RunFolder } from './run-folder.ts';
import { needsRun } from './settle.ts';
import { unitsOfShard } from './shard.ts';
import { expectedMs, NO_TIMINGS, type Timings, timingsOf } from './timings.ts';
import type { Executor, Unit } from './unit.ts';
import { unitsOf } from './units.ts';

export interface ClassRun {
  folder: RunFolder;
  entries: readonly ClassEntry[];
  executor: Executor;
  /** Results of another run that still hold, with this run's keys; put into a new journal. */
  carried?: readonly UnitRecord[];
  /** How long tests took earlier; only for splitting a run into shards. */
  timings?: Timings;
  /** Makes a run fit for the journal; absent: it is. */
  scrub?: (run: UnitRecord['run'], unit: Unit) => UnitRecord['run'];
  onStart: (start: ClassRunStart) => void;
  /** A result is in the journal. `isSettled`: and its unit needs no other. */
  onResult: (isSettled: boolean) => void;
}

/** How a run ended. */
export interface ClassRunEnd {
  /** False: the executor was closed before everything was done; the journal holds what was. */
  isComplete: boolean;
  /** Undefined as long as something is missing, also because it is in other shards. */
  document?: ClassDocument;
}

/** Where a run stands when it begins, or goes on. */
export interface ClassRunStart {
  units: number;
  /** How many of them have a verdict already. */
  settled: number;
  /** Bytes of a torn last line that were cut off the journal. */
  cutBytes: number;
  /** What is new in the class since the run was left, in sentences. */
  changes: string[];
}

/**
 * Grades a class into a run folder, or goes on where its journal ends, and writes what is made from it.
 *
 * @throws LabsError when the folder is in use, or its journal is broken.
 */
export async function runClass(options: ClassRun): Promise<ClassRunEnd> {
  const { folder, entries, executor, carried = [], timings = NO_TIMINGS, scrub = (run) => run } = options;
  const unlock = folder.lock();
  try {
    const { journal, records, tornBytes } = await Journal.open(folder.journalPath);
    try {
      const results = new ClassResults(records);
      const known = [...records];
      const record = async (each: JournalRecord) => {
        await journal.append(each);
        known.push(each);
        results.record(each);
      };
      const at = new Date().toISOString();
      const isNew = records.length === 0;
      if (isNew) await record({ type: 'begin', runId: folder.id, specDigest: specDigest(folder.spec), at });
      else await record({ type: 'resume', at, cutBytes: tornBytes });
      const changes = classChanges(results.entries, entries);
      if (changes.length > 0) await record({ type: 'class', entries: [...entries] });
      const digests = entries.map(({ digest }) => digest);
      const all = unitsOf(folder.spec, digests);
      const units = folder.shard === undefined ? all : unitsOfShard(all, folder.shard, expectedMs(timings));
      await Promise.all(carried.filter(({ key }) => needsRun(results.runsOf(key))).map(record));
      const isSettled = ({ key }: Unit) => !needsRun(results.runsOf(key));
      const settled = units.filter(isSettled).length;
      options.onStart({ units: units.length, settled, cutBytes: tornBytes, changes: isNew ? [] : changes });
      await gradeClass({ units, results, executor, record, scrub, onResult: options.onResult });
      if (!units.every(isSettled)) return { isComplete: false };
      folder.write('timings.json', `${JSON.stringify(timingsOf(known), null, 2)}\n`);
      return folder.shard === undefined
        ? { isComplete: true, document: writeGrades(folder, results) }
        : { isComplete: true };
    } finally {
      await journal.close();
    }
  } finally {
    unlock();
  }
}

/** Writes what is made from a run's results; returns the document. */
export function writeGrades(folder: RunFolder, results: ClassResults): ClassDocument {
  const document = makeClassDocument(folder.spec, results);
  folder.write('grades.csv', classCsv(document));
  folder.write('grades.json', gradesText(document));
  writePages(classPages(document), join(folder.path, 'report'));
  return document;
}

/** What `grades.json` holds, byte for byte. */
export function gradesText(document: ClassDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
