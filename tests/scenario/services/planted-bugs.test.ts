import { expect, test } from 'vitest';
import { MUTANTS } from '../../../reference/mutants/index.ts';
import { packagePath } from '../../../src/base/package-path.ts';
import type { Mutant } from '../../../src/grading/selfcheck/mutant.ts';
import { bundleSubmission } from '../../../src/grading/submission/bundle.ts';
import { BUNDLE_NAME } from '../../../src/grading/submission/source-map.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { TESTS } from '../../../src/labs/registry.ts';
import { runTest, type TestRun } from '../../../src/labs/run-test.ts';
import { availableDrain } from '../../unit/harness/small-world.ts';

const ROOT = packagePath('reference', 'labs');
const SEED = 1;

/** Those of Labs 3 and 4. */
const PLANTED = MUTANTS.filter(({ part }) => ['3', '4'].includes(part.charAt(0)));

async function runScenario({ scenario, patches }: Mutant): Promise<TestRun> {
  const labTest = TESTS.find(({ id }) => id === scenario);
  if (labTest === undefined) throw new Error(`there is no test ${scenario}`);
  const { entry } = labTest;
  const entryPath = packagePath('reference', 'labs', `${entry.name}.ts`);
  const { code } = await bundleSubmission({ entry, entryPath, root: ROOT, replacements: {}, patches });
  const host = new VmHost({ code, fileName: BUNDLE_NAME });
  try {
    return await runTest(labTest, { seed: SEED, host, drain: await availableDrain() });
  } finally {
    host.close();
  }
}

for (const mutant of PLANTED.filter(({ control }) => control === undefined)) {
  test(`${mutant.scenario} catches ${mutant.id} ${mutant.name}, for the right reason and with the right hint`, async () => {
    const { failure } = await runScenario(mutant);
    expect(mutant.expected).toContain(failure?.property);
    expect(failure?.hint).toContain(mutant.hint);
  });
}

for (const mutant of PLANTED.filter(({ control }) => control !== undefined)) {
  test(`${mutant.scenario} passes with ${mutant.id} ${mutant.name}: ${mutant.control}`, async () => {
    expect(await runScenario(mutant)).toMatchObject({ status: 'passed', failure: null });
  });
}
