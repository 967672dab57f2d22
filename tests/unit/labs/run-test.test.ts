import { expect, test } from 'vitest';
import type { Host } from '../../../src/harness/nodes/host.ts';
import { Inconclusive, PropertyViolated } from '../../../src/labs/failure.ts';
import { KVRAFT_ENTRY } from '../../../src/labs/kvraft/entry.ts';
import { linearizability, progress } from '../../../src/labs/kvraft/properties.ts';
import { runTest, type TestRun } from '../../../src/labs/run-test.ts';

/** A test without nodes, whose driver does this, and whose judge that. */
function run(driver: () => Promise<void>, judge: () => void = () => {}): Promise<TestRun> {
  const test = {
    id: '3A/nothing',
    title: 'nothing',
    property: linearizability,
    faults: [],
    isExtra: true,
    entry: KVRAFT_ENTRY,
    prepare: () => ({ run: driver, judge, stats: () => ({ peers: 0, commits: 0, faults: [] }) }),
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

const hangs = async () => {
  throw new PropertyViolated(progress, { message: 'get(k) hangs', expected: 'a reply', actual: 'none' });
};
const nothingLeft = () => new Promise<void>(() => {});
const findsALoss = () => {
  throw new PropertyViolated(linearizability, {
    message: 'a write is lost',
    expected: 'it lasts',
    actual: 'it is gone',
  });
};
const cannotTell = () => {
  throw new Inconclusive(linearizability, 'the checker gave up');
};

test.each([
  ['the driver finds that something hangs', hangs, 'failed', 'get(k) hangs'],
  ['time runs out', nothingLeft, 'timeout', 'nothing is left that could happen'],
])(
  '%s: what was lost by then counts more, and a checker that cannot tell does not',
  async (_, driver, status, message) => {
    const alone = await run(driver);
    expect([alone.status, alone.failure?.kind, alone.failure?.message]).toEqual([status, 'liveness', message]);
    const afterLoss = await run(driver, findsALoss);
    expect(afterLoss).toMatchObject({ status: 'failed', failure: { kind: 'safety', message: 'a write is lost' } });
    expect(await run(driver, cannotTell)).toEqual(alone);
  },
);
