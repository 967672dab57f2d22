import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { makeFolder } from '../grading/make-folder.ts';

/** Types of the SDK that a workspace gets a copy of, so that an editor checks it without anything installed. */
const SDK_TYPES = ['rpc', 'raft', 'kvraft', 'shardctrler', 'shardkv', 'mapreduce', 'globals'];

/**
 * Writes a student's workspace: stubs, types, config, README, CI workflow.
 *
 * @returns what to tell the person.
 * @throws LabsError when the folder is not empty: nothing is ever overwritten.
 */
export function initWorkspace(folder: string): string {
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new LabsError('not-empty', `${folder} exists and is not an empty folder`, {
      hint: 'name a new folder: nothing is ever overwritten',
    });
  }
  const template = packagePath('templates', 'workspace');
  makeFolder(folder, 'name another one');
  cpSync(template, folder, { recursive: true, filter: (path) => !path.endsWith('gitignore') });
  // npm packs no file called .gitignore, so the template's has another name.
  writeFileSync(join(folder, '.gitignore'), readFileSync(join(template, 'gitignore')));
  const types = join(folder, 'types', 'labs');
  mkdirSync(types, { recursive: true });
  for (const name of SDK_TYPES) {
    const path = [packagePath('dist', 'sdk', `${name}.d.ts`), packagePath('src', 'sdk', `${name}.d.ts`)].find(
      existsSync,
    );
    if (path !== undefined) writeFileSync(join(types, `${name}.d.ts`), readFileSync(path));
  }
  return `${[
    `Wrote a workspace to ${folder}: a stub for every lab, types, config and a CI workflow.`,
    '',
    `  cd ${folder}`,
    '  labs test 2A        fails: raft.ts is a stub. Make it pass.',
    '  labs list           what each test checks',
    '',
  ].join('\n')}`;
}
