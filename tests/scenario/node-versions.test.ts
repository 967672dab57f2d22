import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { labs } from '../cli/labs.ts';

/** Installed by `npm ci --prefix tests/node-24`, as `.ci/run` does. */
const NODE_24 = packagePath('tests', 'node-24', 'node_modules', 'node', 'bin', 'node');

describe.skipIf(!existsSync(NODE_24))('Node 24 (skipped without `npm ci --prefix tests/node-24`)', () => {
  it.each([
    ['every test of labs 1 and 2, and of a controller', ['1', '2', '4A']],
    ['snapshots of a service', ['3B', '--test', 'snapshot-rpc']],
    ['a sharded service', ['4B', '--test', 'challenge-1']],
  ])(
    'gives the same digests as the Node that runs the tests: %s',
    async (_, what) => {
      const args = ['test', ...what, '--reporter', 'json'];
      const [here, there] = [await labs(args), await labs(args, { node: NODE_24 })];
      expect(here.exitCode, here.stderr).toBe(0);
      expect(there.exitCode, there.stderr).toBe(0);
      expect(digests(there.stdout)).toEqual(digests(here.stdout));
      expect(digests(here.stdout)).not.toEqual([]);
    },
    300_000,
  );
});

interface Report {
  parts: { tests: { id: string; seed: number; digest: string }[] }[];
}

function digests(report: string): string[] {
  return (JSON.parse(report) as Report).parts.flatMap(({ tests }) =>
    tests.map(({ id, seed, digest }) => `${id}@${seed} ${digest}`),
  );
}
