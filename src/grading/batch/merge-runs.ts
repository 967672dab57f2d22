import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { ClassResults } from './class-results.ts';
import { differencesOf } from './differences.ts';
import { specDigest } from './grade-spec.ts';
import { Journal } from './journal.ts';
import type { ClassEntry, JournalRecord, UnitRecord } from './journal-record.ts';
import { labsVersion } from './make-spec.ts';
import { RunFolder } from './run-folder.ts';
import { needsRun } from './settle.ts';
import { timingsOf } from './timings.ts';
import { unitsOf } from './units.ts';

/** The run folder of a shard, and what its journal says. */
interface ShardRun {
  folder: RunFolder;
  shard: NonNullable<RunFolder['shard']>;
  records: JournalRecord[];
  results: ClassResults;
}

export interface MergeOptions {
  paths: readonly string[];
  /** The run folder to make. */
  out: string;
  /** What no shard has run is incomplete, instead of a reason to refuse. */
  allowMissing: boolean;
}

export interface MergedRuns {
  folder: RunFolder;
  records: JournalRecord[];
  /** Shards that were not there, in words; empty unless they may be missing. */
  missing: string[];
  /** Units whose runs in several shards differ: somebody has to look. */
  contradictions: string[];
}

/**
 * Joins the run folders of a run's shards into one, whose grades are those of a run that was not split. Every result
 * of every shard is in its journal: none replaces another.
 *
 * @throws LabsError when they are no shards of one run, some are missing, or not everything has been run.
 */
export async function mergeRuns({ paths, out, allowMissing }: MergeOptions): Promise<MergedRuns> {
  const runs = paths.map(openShard).sort((a, b) => a.shard.index - b.shard.index);
  const [first] = runs;
  if (first === undefined) {
    throw new LabsError('no-run', 'there is nothing to merge', { hint: 'name the run folder of every shard' });
  }
  for (const run of runs) requireSameRun(first, run);
  const missing = missingShards(runs, first.shard.count);
  if (missing.length > 0 && !allowMissing) {
    throw new LabsError('missing-shard', `${missing.join(', ')} of ${first.shard.count} not among the folders`, {
      hint: '--allow-missing merges what is there: what has not been run is incomplete then, never passed',
    });
  }
  const units = runs.flatMap(({ records }) => records.filter((record) => record.type === 'unit'));
  const kept = withoutRepetitions(units);
  const results = new ClassResults([
    ...(first.records.filter(({ type }) => type !== 'unit') as JournalRecord[]),
    ...kept,
  ]);
  if (!allowMissing) requireEverything(first, results);
  const folder = RunFolder.prepare(out, first.folder.spec);
  if (existsSync(folder.journalPath)) {
    throw new LabsError('not-empty', `${out} holds a run already`, {
      hint: 'name a new folder: nothing is ever overwritten',
    });
  }
  for (const run of runs) copyCode(run.folder, folder);
  const records: JournalRecord[] = [
    { type: 'begin', runId: folder.id, specDigest: specDigest(folder.spec), at: new Date().toISOString() },
    { type: 'class', entries: [...first.results.entries] },
    ...kept,
  ];
  const { journal } = await Journal.open(folder.journalPath);
  try {
    await Promise.all(records.map((record) => journal.append(record)));
  } finally {
    await journal.close();
  }
  folder.write('timings.json', `${JSON.stringify(timingsOf(records), null, 2)}\n`);
  return { folder, records, missing, contradictions: contradictionsIn(kept, results) };
}

function openShard(path: string): ShardRun {
  const folder = RunFolder.open(path);
  const { shard } = folder;
  if (shard === undefined) {
    throw new LabsError('no-shard', `${path} is a whole run, not a shard of one`, {
      hint: 'shards are made with `labs grade … --shard 2/8`',
    });
  }
  const version = labsVersion();
  if (folder.spec.labsVersion !== version) {
    throw new LabsError('other-version', `${path} was made by labs ${folder.spec.labsVersion}; this is ${version}`, {
      hint: 'merge with the version that graded',
    });
  }
  return { folder, shard, ...folder.readJournal() };
}

function requireSameRun(first: ShardRun, run: ShardRun): void {
  const differences = [
    ...differencesOf(first.folder.spec, run.folder.spec),
    ...(first.shard.count === run.shard.count ? [] : [`shards: ${first.shard.count} and ${run.shard.count}`]),
    ...classDifferences(first.results.entries, run.results.entries),
  ].slice(0, 5);
  if (differences.length === 0) return;
  const names = `${first.folder.path} and ${run.folder.path}`;
  throw new LabsError(
    'other-run',
    [`${names} are not shards of one run:`, ...differences.map((line) => `  ${line}`)].join('\n'),
    {
      hint: 'every shard has to be made from the same submissions, roster, config and options',
    },
  );
}

function classDifferences(a: readonly ClassEntry[], b: readonly ClassEntry[]): string[] {
  const others = new Map(b.map((entry) => [entry.id, entry]));
  const known = new Set(a.map(({ id }) => id));
  return [
    ...a
      .filter((entry) => JSON.stringify(entry) !== JSON.stringify(others.get(entry.id)))
      .map(({ id }) => `${id}: ${others.has(id) ? 'something else was handed in' : 'only in the first'}`),
    ...b.filter(({ id }) => !known.has(id)).map(({ id }) => `${id}: only in the second`),
  ];
}

function missingShards(runs: readonly ShardRun[], count: number): string[] {
  const present = new Set(runs.map(({ shard }) => shard.index));
  return Array.from({ length: count }, (_, i) => i + 1)
    .filter((index) => !present.has(index))
    .map((index) => `shard ${index}`);
}

/** One shard that was run twice says everything twice; what it says differently stays. */
function withoutRepetitions(records: readonly UnitRecord[]): UnitRecord[] {
  const byKey = new Map<string, UnitRecord[]>();
  for (const record of records) byKey.set(record.key, [...(byKey.get(record.key) ?? []), record]);
  return [...byKey.values()].flatMap((runs) => {
    const distinct = new Map(runs.map((record) => [JSON.stringify(record.run), record]));
    return distinct.size > 1 ? runs : runs.slice(0, runs[0]?.run.status === 'passed' ? 1 : 2);
  });
}

function requireEverything({ folder, results: { entries } }: ShardRun, results: ClassResults): void {
  const units = unitsOf(
    folder.spec,
    entries.map(({ digest }) => digest),
  );
  const open = units.filter(({ key }) => needsRun(results.runsOf(key)));
  if (open.length === 0) return;
  const [{ testId, seed } = { testId: '', seed: 0 }] = open;
  throw new LabsError(
    'incomplete',
    `${open.length} of ${units.length} verdicts are in no shard, the first of them ${testId}@${seed}`,
    {
      hint: 'was every shard run to its end, with the same --timings? The same `labs grade … --shard` goes on where it was',
    },
  );
}

function contradictionsIn(records: readonly UnitRecord[], results: ClassResults): string[] {
  const units = new Map(records.map((record) => [record.key, record]));
  return [...units.values()]
    .filter(({ key }) => results.verdictOf(key)?.status === 'harness-error')
    .map(({ testId, seed, submissionDigest }) => {
      const who = results.entries.filter(({ digest }) => digest === submissionDigest).map(({ id }) => id);
      return `${who.join(', ')}: ${testId}@${seed}`;
    });
}

function copyCode(from: RunFolder, to: RunFolder): void {
  if (!existsSync(from.codeFolder)) return;
  for (const digest of readdirSync(from.codeFolder)) {
    const target = join(to.codeFolder, digest);
    if (!existsSync(target)) cpSync(join(from.codeFolder, digest), target, { recursive: true });
  }
}
