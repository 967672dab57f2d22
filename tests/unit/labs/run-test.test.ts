import { expect, test } from 'vitest';
import type { Host } from '../../../src/harness/nodes/host.ts';
import { Inconclusive } from '../../../src/labs/failure.ts';
import { KVRAFT_ENTRY } from '../../../src/labs/kvraft/entry.ts';
import { linearizability } from '../../../src/labs/kvraft/properties.ts';
import { runTest, type TestRun } from '../../../src/labs/run-test.ts';

/** A test without nodes, whose driver does this. */
function run(driver: () => Promise<void>): Promise<TestRun> {
  const test = {
    id: '3A/nothing',
    title: 'nothing',
    property: linearizability,
    faults: [],
    isExtra: true,
    entry: KVRAFT_ENTRY,
    prepare: () => ({ run: driver, stats: () => ({ peers: 0, commits: 0, faults: [] }) }),
  };
  return runTest(test, { seed: 1, host: {} as Host, drain: undefined });
}

test('a checker that cannot tell makes a run neither passed nor failed', async () => {
  const { status, failure } = await run(async () => {
    throw new Inconclusive(linearizability, 'the checker gave up');
  });
  expect(status).toBe('inconclusive');
  expect(failure).toMatchObject({ property: 'linearizability', message: 'the checker gave up', expected: 'a verdict' });
});

test('what the driver throws otherwise is the harness’s own fault', async () => {
  const { status, failure } = await run(async () => {
    throw new TypeError('no such thing');
  });
  expect(status).toBe('harness-error');
  expect(failure?.message).toBe('the harness is at fault, not the submission: no such thing');
});
