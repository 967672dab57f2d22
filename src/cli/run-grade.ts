import { LabsError } from '../base/errors.ts';
import { collectClass } from '../grading/batch/collect-class.ts';
import { findSecret } from '../grading/batch/course-secret.ts';
import { makeSpec } from '../grading/batch/make-spec.ts';
import { readExtensions, readRoster } from '../grading/batch/roster.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';
import { parseShard } from '../grading/batch/shard.ts';
import { NO_TIMINGS, readTimings } from '../grading/batch/timings.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { type ClassOptions, carryOut, hostOf } from './carry-out-class.ts';
import { makeAnonymous } from './make-anonymous.ts';

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
  const parts = options.parts === undefined ? [] : [options.parts];
  const spec = makeSpec({ config, parts, host: hostOf(options), secret });
  const roster = options.roster === undefined ? undefined : readRoster(options.roster);
  const extensions = options.extensions === undefined ? new Map() : readExtensions(options.extensions);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard, process.env);
  const timings = options.timings === undefined ? NO_TIMINGS : readTimings(options.timings);
  const folder = RunFolder.prepare(options.out, spec, { isFresh: options.fresh, shard });
  const collected = await collectClass({ paths, roster, extensions, codeFolder: folder.codeFolder });
  for (const warning of collected.warnings) console.error(`warning: ${warning}`);
  const run = options.anonymous ? makeAnonymous(collected.entries, folder, secret) : { entries: collected.entries };
  return carryOut({ ...run, folder, options, timings });
}
