import { beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { loadConfig } from '../../src/grading/config/load-config.ts';
import { findIsolation, requireIsolation } from '../../src/grading/run/isolation.ts';
import { type CellResult, runCells } from '../../src/grading/run/run-cells.ts';
import { loadSubmission } from '../../src/grading/submission/load.ts';
import type { LabTest } from '../../src/labs/lab-test.ts';
import { PARTS, testsOf } from '../../src/labs/registry.ts';

const config = loadConfig(packagePath());
const TIMEOUT_MS = 120_000;
const SEED = 7;

/** The first test of each part, and one in which servers restart. */
const TESTS = [...PARTS.map(({ id }) => testsOf(id)[0]), testsOf('2C')[0]].filter((test) => test !== undefined);

async function runOn(
  host: 'vm' | 'process' | 'strict',
  tests: readonly LabTest[],
): Promise<Map<string, CellResult['run']>> {
  const submission = await loadSubmission(packagePath('reference', 'labs'), config, [
    ...new Set(tests.map(({ entry }) => entry)),
  ]);
  const results = await runCells({
    submission,
    cells: tests.map((test) => ({ test, seed: SEED })),
    jobs: 1,
    bail: false,
    limits: config.limits,
    consoleFd: undefined,
    isolation:
      host === 'vm' ? undefined : findIsolation({ limits: config.limits, isStrict: host === 'strict' }).isolation,
  });
  return new Map(results.map(({ cell, run }) => [cell.test.id, run]));
}

describe('a run is the same on every host, event for event', () => {
  let onVm: Map<string, CellResult['run']>;
  beforeAll(async () => {
    onVm = await runOn('vm', TESTS);
  }, TIMEOUT_MS);

  function expectSame(runs: ReadonlyMap<string, CellResult['run']>): void {
    for (const [id, { status, digest, events }] of runs) {
      const expected = onVm.get(id);
      expect([id, status, events, digest]).toEqual([id, 'passed', expected?.events, expected?.digest]);
    }
  }

  it(
    'a process that serves one test after the other: the first of every part',
    async () => {
      expectSame(await runOn('process', TESTS));
    },
    TIMEOUT_MS,
  );

  it(
    'a process for every server: clients, servers and restarts',
    async () => {
      expectSame(
        await runOn(
          'strict',
          TESTS.filter(({ id }) => /^(1|2C|3A)\//.test(id)),
        ),
      );
    },
    TIMEOUT_MS,
  );
});

describe('a weak jail', () => {
  const request = { limits: config.limits, isStrict: false };
  const part = {
    part: 'bubblewrap',
    reason: 'it is not installed',
    consequence: 'code gets out',
    remedy: 'install it',
  } as const;

  it('is refused for code that nobody trusts, with what to do', () => {
    const found = { ...findIsolation(request), missing: [part] };
    expect(() => requireIsolation({ ...request, allowWeaker: false }, found)).toThrowErrorMatchingInlineSnapshot(`
      [LabsError: the jail for submissions is not complete here:
        bubblewrap: it is not installed; code gets out]
    `);
    expect(requireIsolation({ ...request, allowWeaker: true }, found)).toBe(found.isolation);
  });
});
