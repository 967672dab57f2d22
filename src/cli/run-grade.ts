import { join } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { type CollectedClass, collectClass } from '../grading/batch/collect-class.ts';
import { type CourseSecret, findSecret, requireSecret } from '../grading/batch/course-secret.ts';
import { makeSpec } from '../grading/batch/make-spec.ts';
import { Pseudonyms } from '../grading/batch/pseudonyms.ts';
import { readExtensions, readRoster } from '../grading/batch/roster.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';
import { parseShard } from '../grading/batch/shard.ts';
import { NO_TIMINGS, readTimings } from '../grading/batch/timings.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { type ClassOptions, carryOut, hostOf } from './carry-out-class.ts';

/** What commander hands over. */
export interface GradeOptions extends ClassOptions {
  out: string;
  fresh?: boolean;
  parts?: string;
  roster?: string;
  extensions?: string;
  anonymous?: boolean;
  shard?: string;
  timings?: string;
}

/** `labs grade`: returns the exit code. */
export async function runGrade(paths: readonly string[], options: GradeOptions): Promise<number> {
  if (paths.length === 0 && options.roster === undefined) {
    throw new LabsError('no-submission', 'there is nothing to grade', {
      hint: 'name folders with submissions: labs grade DIR…; or a roster with their paths: --roster FILE',
    });
  }
  const secret = findSecret(options.secretFile);
  const config = loadConfig(process.cwd(), options.config);
  const parts = options.parts?.split(',').map((part) => part.trim()) ?? [];
  const spec = makeSpec({ config, parts, host: hostOf(options), secret });
  const roster = options.roster === undefined ? undefined : readRoster(options.roster);
  const extensions = options.extensions === undefined ? new Map() : readExtensions(options.extensions);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard, process.env);
  const timings = options.timings === undefined ? NO_TIMINGS : readTimings(options.timings);
  const folder = RunFolder.prepare(options.out, spec, { isFresh: options.fresh, shard });
  const collected = await collectClass({ paths, roster, extensions, codeFolder: folder.codeFolder });
  for (const warning of collected.warnings) console.error(`warning: ${warning}`);
  if (!options.anonymous) return carryOut({ folder, entries: collected.entries, options, timings });
  const pseudonyms = makeAnonymous(collected, folder, secret);
  return carryOut({
    folder,
    entries: pseudonyms.entries,
    options,
    timings,
    scrub: (run, { submissionDigest }) => pseudonyms.scrub(run, submissionDigest),
  });
}

/** Who is who stands in one file that only its owner may read. */
function makeAnonymous({ entries }: CollectedClass, folder: RunFolder, secret: CourseSecret | undefined): Pseudonyms {
  const pseudonyms = new Pseudonyms(requireSecret(secret, '--anonymous makes pseudonyms'), entries);
  const name = 'names.private.json';
  folder.write(name, `${JSON.stringify(pseudonyms.people, null, 2)}\n`, 0o600);
  console.error(`who is who: ${join(folder.path, name)}`);
  return pseudonyms;
}
