// The same parts on both hosts in one run, one worker: how much longer the jailed process takes than the vm, by real
// time; and whether the digests are the same.
import { loadConfig } from '../dist/grading/config/load-config.js';
import { findIsolation } from '../dist/grading/run/isolation.js';
import { planCells } from '../dist/grading/run/plan.js';
import { runCells } from '../dist/grading/run/run-cells.js';
import { loadSubmission } from '../dist/grading/submission/load.js';

const PARTS = ['all'];

export async function run() {
  const config = loadConfig(process.cwd());
  const cells = planCells({ parts: PARTS, pattern: undefined, seed: 1, seeds: 1 });
  const entries = [...new Set(cells.map(({ test }) => test.entry))];
  const submission = await loadSubmission(config.submissionFolder, config, entries);
  const { limits } = config;
  const { isolation, missing } = findIsolation({ limits, isStrict: false });
  const jail = missing.length === 0 ? 'complete jail' : `jail without ${missing.map(({ part }) => part).join(', ')}`;

  async function measure(isolation) {
    const startMs = performance.now();
    const results = await runCells({
      submission,
      cells,
      jobs: 1,
      bail: false,
      limits,
      consoleFd: undefined,
      isolation,
    });
    const seconds = (performance.now() - startMs) / 1_000;
    const failed = results.filter(({ run }) => run.status !== 'passed').length;
    return { seconds, failed, digests: results.map(({ run }) => run.digest).join() };
  }

  const vm = await measure(undefined);
  const jailed = await measure(isolation);
  const same = vm.digests === jailed.digests ? 'the same digests' : 'OTHER DIGESTS';
  console.log(`${cells.length} tests on --host vm:      ${vm.seconds.toFixed(1)} s, ${vm.failed} failed`);
  console.log(
    `${cells.length} tests on --host process: ${jailed.seconds.toFixed(1)} s, ${jailed.failed} failed (${jail})`,
  );
  console.log(`process / vm: ${(jailed.seconds / vm.seconds).toFixed(2)} times, ${same}`);
}
