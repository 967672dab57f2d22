import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { bundleSubmission } from '../../../src/grading/submission/bundle.ts';
import { BUNDLE_NAME } from '../../../src/grading/submission/source-map.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import type { LabTest } from '../../../src/labs/lab-test.ts';
import { RAFT_ENTRY } from '../../../src/labs/raft/entry.ts';
import { RAFT_TESTS } from '../../../src/labs/raft/tests.ts';
import { type RunOptions, runTest, type TestRun } from '../../../src/labs/run-test.ts';
import { availableDrain } from '../../unit/harness/small-world.ts';

/** A change to the reference Raft: the text `from`, which is in `file` once, becomes `to`. */
export interface Patch {
  file: string;
  from: string;
  to: string;
}

const REFERENCE = packagePath('reference', 'labs');

/** The reference Raft as a bundle, with changes made to a copy of it. */
export async function raftBundle(...patches: Patch[]): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'raft-'));
  try {
    for (const part of ['raft.ts', 'raft']) cpSync(join(REFERENCE, part), join(root, part), { recursive: true });
    for (const { file, from, to } of patches) {
      const source = readFileSync(join(root, file), 'utf8');
      expect(source.split(from), `${file} has ${JSON.stringify(from)} once`).toHaveLength(2);
      writeFileSync(
        join(root, file),
        source.replace(from, () => to),
      );
    }
    return (await bundleSubmission({ entry: RAFT_ENTRY, entryPath: join(root, 'raft.ts'), root, replacements: {} }))
      .code;
  } finally {
    rmSync(root, { recursive: true });
  }
}

export function raftTest(id: string): LabTest {
  const test = RAFT_TESTS.find((candidate) => candidate.id === id);
  expect(test, id).toBeDefined();
  return test as LabTest;
}

export async function runRaft(
  code: string,
  test: LabTest,
  seed: number,
  options: Partial<RunOptions> = {},
): Promise<TestRun> {
  const host = new VmHost({ code, fileName: BUNDLE_NAME });
  try {
    return await runTest(test, { seed, host, drain: await availableDrain(), ...options });
  } finally {
    host.close();
  }
}
