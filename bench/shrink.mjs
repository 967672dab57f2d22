// What is left of ten planted bugs' failures when labs shrink has looked for the smallest run, with the limits that it
// has unless told otherwise.
import { findTest } from '../dist/grading/run/plan.js';
import { SHRINK_LIMITS } from '../dist/grading/shrink/limits.js';
import { shrink } from '../dist/grading/shrink/shrink.js';
import { countFaults, formatMs, storyOf } from '../dist/grading/shrink/story.js';
import { plantedBugs, runnerWith } from './planted-bug.mjs';

const BUGS = ['R02', 'R06', 'R19', 'R21', 'R32', 'K01', 'K03', 'C10', 'S06', 'M01'];
const SEED = 1;

export async function run() {
  for (const mutant of await plantedBugs(BUGS)) {
    const test = findTest(mutant.scenario);
    const [bug, reference] = [await runnerWith(mutant.patches, test.entry), await runnerWith([], test.entry)];
    const start = performance.now();
    const shrunk = await shrink({
      from: { seed: SEED, variation: {} },
      run: async (candidate) => (await bug.run({ test, ...candidate })).run,
      runCorrect: async (candidate) => (await reference.run({ test, ...candidate })).run,
      ...SHRINK_LIMITS,
    });
    const seconds = (performance.now() - start) / 1000;
    bug.close();
    reference.close();
    const { run: smallest, runs } = shrunk;
    const size = `${countFaults(smallest.faults)} faults, ${smallest.peers} servers, ${formatMs(smallest.virtualMs)}`;
    console.log(`\n${mutant.id} ${mutant.name}, ${test.id}: ${size}; ${seconds.toFixed(1)} s, ${runs} runs`);
    for (const line of storyOf(smallest)) console.log(`  ${line}`);
    console.log(`  → ${smallest.failure.message}, at ${formatMs(smallest.failure.atMs)}`);
  }
}
