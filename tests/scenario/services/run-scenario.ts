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

/** Runs a mutant in the test that is made to catch it. */
export async function runScenario({ scenario, patches }: Mutant): Promise<TestRun> {
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
