import { LabsError } from '../base/errors.ts';
import { collectClass } from '../grading/batch/collect-class.ts';
import { findSecret } from '../grading/batch/course-secret.ts';
import { makeSpec } from '../grading/batch/make-spec.ts';
import { readExtensions, readRoster } from '../grading/batch/roster.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';
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
  const folder = RunFolder.prepare(options.out, spec, options.fresh);
  const collected = await collectClass({ paths, roster, extensions, codeFolder: folder.codeFolder });
  for (const warning of collected.warnings) console.error(`warning: ${warning}`);
  const run = options.anonymous ? makeAnonymous(collected.entries, folder, secret) : { entries: collected.entries };
  return carryOut({ ...run, folder, options });
}
