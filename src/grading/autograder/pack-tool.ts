import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';

/** This very version of `labs`, as npm packs it. @throws LabsError where there is no npm. */
export function packTool(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'labs-pack-'));
  try {
    const args = ['pack', packagePath(), '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'];
    const { status, error, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    if (status === 0 && file !== undefined) return readFileSync(join(folder, file));
    throw new LabsError('no-npm', `labs cannot be packed: ${error?.message ?? stderr.trim()}`, {
      hint: 'an autograder takes labs along as a package of npm: install npm, which comes with Node',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
