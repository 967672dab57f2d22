import { resolve } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import type { LoadedConfig } from '../grading/config/load-config.ts';
import type { Cell } from '../grading/run/plan.ts';
import { type LoadedSubmission, loadSubmission } from '../grading/submission/load.ts';
import type { LabEntry } from '../labs/lab-entry.ts';
import { TESTS } from '../labs/registry.ts';

/** The options that decide which code runs, as commander hands them over. */
export interface CodeOptions {
  submission?: string;
  config?: string;
  with?: string[];
}

export function submissionFolder({ submission }: CodeOptions, config: LoadedConfig): string {
  return submission === undefined ? config.submissionFolder : resolve(submission);
}

/** Bundles what the cells need of the submission. @throws LabsError when that does not work. */
export function loadCode(
  cells: readonly Cell[],
  options: CodeOptions,
  config: LoadedConfig,
): Promise<LoadedSubmission> {
  const entries = [...new Set(cells.map(({ test }) => test.entry))];
  return loadSubmission(submissionFolder(options, config), config, entries, {
    substitutes: parseSubstitutes(options.with ?? []),
  });
}

/** The options that decide which code runs, for the replay line. */
export function replayOptions({ submission, config, with: substitutes = [] }: CodeOptions): string[] {
  const quote = (text: string) => (/^[\w./=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return [
    ...(submission === undefined ? [] : ['--submission', quote(submission)]),
    ...(config === undefined ? [] : ['--config', quote(config)]),
    ...substitutes.flatMap((substitute) => ['--with', quote(substitute)]),
  ];
}

/** What people call a lab. */
const ALIASES: Record<string, string> = { kv: 'kvraft', ctrler: 'shardctrler' };

/** `raft=DIR`, or `raft=reference` for the bundled one: the lab and the folder its module comes from. */
function parseSubstitutes(texts: readonly string[]): Map<LabEntry, string> {
  const entries = new Map(TESTS.map(({ entry }) => [entry.name, entry]));
  return new Map(
    texts.map((text) => {
      const [name = '', folder = ''] = text.split(/=(.*)/s);
      const entry = entries.get(ALIASES[name] ?? name);
      if (entry === undefined || folder === '') {
        throw new LabsError('bad-option', `--with ${text}: not a lab and a folder`, {
          hint: `LAB=DIR or LAB=reference, where LAB is one of ${[...entries.keys()].join(', ')}`,
        });
      }
      return [entry, folder === 'reference' ? packagePath('reference', 'labs') : resolve(folder)] as const;
    }),
  );
}
