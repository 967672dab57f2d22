import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { RandomStream } from '../../base/random.ts';
import type { ClassResults } from './class-results.ts';
import { specDigest } from './grade-spec.ts';
import { makeClassDocument } from './make-class-document.ts';
import { gradesText } from './run-class.ts';
import type { RunFolder } from './run-folder.ts';
import { settle } from './settle.ts';
import { readSubmission } from './submission-files.ts';
import type { Executor, Unit } from './unit.ts';
import { unitsOf } from './units.ts';

/** A thing that was looked at. */
export interface Finding {
  what: string;
  isRight: boolean;
  /** What is right, or what is wrong. */
  detail: string;
}

/**
 * Looks at a run folder without running anything: the journal's chain, the spec's digest, the code that was graded, and
 * whether the grades are what the journal says.
 *
 * @throws LabsError when spec or journal are broken: then nothing else means anything.
 */
export function verifyFolder(folder: RunFolder): { findings: Finding[]; results: ClassResults } {
  const { records, tornBytes, results } = folder.readJournal();
  const [begin] = records;
  const isOwn = begin?.type === 'begin' && begin.specDigest === specDigest(folder.spec) && begin.runId === folder.id;
  const torn = tornBytes > 0 ? `, and ${tornBytes} bytes of a torn line` : '';
  return {
    results,
    findings: [
      { what: 'journal', isRight: true, detail: `${records.length} records, each follows from the one before${torn}` },
      {
        what: 'spec',
        isRight: isOwn,
        detail: isOwn ? 'the journal is of this spec' : 'the journal was written for another spec',
      },
      verifyCode(folder, results),
      verifyGrades(folder, results),
    ],
  };
}

function verifyCode(folder: RunFolder, { entries }: ClassResults): Finding {
  const digests = [...new Set(entries.map(({ digest }) => digest))].filter((digest) => digest !== '');
  const changed = digests.filter((digest) => digestIn(join(folder.codeFolder, digest)) !== digest);
  const detail =
    changed.length === 0
      ? `the code of ${digests.length} submissions is what was graded`
      : `the code has been changed in ${changed.map((digest) => `code/${digest.slice(0, 12)}…`).join(', ')}`;
  return { what: 'code', isRight: changed.length === 0, detail };
}

function digestIn(path: string): string {
  try {
    return readSubmission(path).digest;
  } catch (error) {
    if (error instanceof LabsError) return '';
    throw error;
  }
}

function verifyGrades(folder: RunFolder, results: ClassResults): Finding {
  const path = join(folder.path, 'grades.json');
  let written: string;
  try {
    written = readFileSync(path, 'utf8');
  } catch {
    return { what: 'grades', isRight: false, detail: 'there is no grades.json: the run has not come to its end' };
  }
  const isRight = written === gradesText(makeClassDocument(folder.spec, results));
  const detail = isRight ? 'grades.json is what the journal says' : 'grades.json is not what the journal says';
  return { what: 'grades', isRight, detail };
}

/** So many units with a verdict, by chance; the same ones for the same seed. */
export function sampleUnits(folder: RunFolder, results: ClassResults, count: number, seed: number): Unit[] {
  const digests = results.entries.map(({ digest }) => digest);
  const units = unitsOf(folder.spec, digests).filter(({ key }) => results.verdictOf(key) !== undefined);
  return new RandomStream(seed, 'verify').shuffled(units).slice(0, count);
}

/** Runs units again; their results have to be what the journal says. */
export async function replayUnits(units: readonly Unit[], results: ClassResults, executor: Executor): Promise<Finding> {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const different: string[] = [];
  const pending = units.map((unit) => ({ ...unit, attempt: results.runsOf(unit.key).length + 1 }));
  await executor.run(pending, ({ key, run }) => {
    const before = results.verdictOf(key);
    const agreed = settle([...results.runsOf(key), run]);
    const { testId, seed, submissionDigest } = byKey.get(key) as Unit;
    if (agreed?.status !== before?.status) {
      different.push(`${testId}@${seed} of ${whose(submissionDigest, results)}: ${agreed?.failure?.message}`);
    }
    return Promise.resolve();
  });
  const isRight = different.length === 0;
  const detail = isRight
    ? `${units.length} runs, chosen by chance, give the same digests again`
    : `other results than in the journal:\n${different.sort().join('\n')}`;
  return { what: 'replay', isRight, detail };
}

function whose(digest: string, { entries }: ClassResults): string {
  return entries.find((entry) => entry.digest === digest)?.id ?? digest.slice(0, 12);
}
