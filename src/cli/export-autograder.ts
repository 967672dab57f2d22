import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { tarball, zip } from '../grading/autograder/archives.ts';
import {
  type AutograderFile,
  type AutograderParts,
  autolabAutograder,
  classroom50Autograder,
  gradescopeAutograder,
} from '../grading/autograder/autograder.ts';
import { packTool } from '../grading/autograder/pack-tool.ts';
import { writeFiles } from '../grading/autograder/write-files.ts';
import { CONFIG_NAME, loadConfig } from '../grading/config/load-config.ts';
import { makeFolder } from '../grading/make-folder.ts';
import { expandParts } from '../grading/run/plan.ts';
import { requiredParts } from './required-parts.ts';

const ANOTHER_PLACE = 'name another place with --out';

/** What commander hands over. */
export interface AutograderOptions {
  config?: string;
  out: string;
}

/** `labs export gradescope` */
export async function exportGradescope(parts: readonly string[], options: AutograderOptions): Promise<void> {
  const { out } = options;
  makeFolder(dirname(out), ANOTHER_PLACE);
  const content = await zip(gradescopeAutograder(autograderParts(parts, options)));
  write(dirname(out), [{ path: basename(out), content, isExecutable: false }]);
  console.log(`Wrote ${out}. In Gradescope: Configure Autograder, Zip file upload.`);
}

/** `labs export classroom50` */
export function exportClassroom50(parts: readonly string[], options: AutograderOptions): void {
  makeEmptyFolder(options.out);
  write(options.out, classroom50Autograder(autograderParts(parts, options)));
  console.log(`Wrote ${options.out}. It belongs into CLASSROOM/autograders/ASSIGNMENT of the classroom's repository.`);
}

/** `labs export autolab` */
export async function exportAutolab(parts: readonly string[], options: AutograderOptions): Promise<void> {
  makeEmptyFolder(options.out);
  const { makefile, archive } = autolabAutograder(autograderParts(parts, options));
  const content = await tarball(archive);
  write(options.out, [makefile, { path: 'autograde.tar', content, isExecutable: false }]);
  console.log(
    `Wrote ${options.out}. In Autolab: upload both files in the assignment's autograder settings; its problems are called as the parts.`,
  );
}

function autograderParts(names: readonly string[], options: AutograderOptions): AutograderParts {
  const config = loadConfig(process.cwd(), options.config);
  const parts = expandParts(requiredParts(names, config));
  return {
    config: readFileSync(config.path ?? packagePath(CONFIG_NAME), 'utf8'),
    parts,
    tool: packTool(),
    nodeVersion: process.versions.node,
  };
}

function makeEmptyFolder(folder: string): void {
  makeFolder(folder, ANOTHER_PLACE);
  if (readdirSync(folder).length === 0) return;
  throw new LabsError('not-empty', `${folder} is not empty`, {
    hint: 'name a new folder with --out: nothing is ever overwritten',
  });
}

function write(folder: string, files: readonly AutograderFile[]): void {
  try {
    writeFiles(folder, files);
  } catch (cause) {
    throw new LabsError(
      'bad-output',
      `cannot write ${join(folder, files[0]?.path ?? '')}: ${(cause as Error).message}`,
      {
        hint: ANOTHER_PLACE,
        cause,
      },
    );
  }
}
