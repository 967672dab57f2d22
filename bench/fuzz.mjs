// How many runs of each way of labs fuzz show a bug, in as many events.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz } from '../dist/grading/fuzz/fuzz.js';
import { WAYS } from '../dist/grading/fuzz/next-cell.js';
import { findTest } from '../dist/grading/run/plan.js';
import { codeWith, plantedBugs } from './planted-bug.mjs';

/** Bugs that need a rare order of messages. */
const BUGS = ['R19', 'R21', 'R32', 'K04'];
const SEED = 1;
const MAX_EVENTS = 150_000;

async function search(code, part, ways) {
  const { runs, failedRuns } = await fuzz({
    ...code,
    parts: [part],
    seed: SEED,
    ways,
    maxEvents: MAX_EVENTS,
    jobs: 2,
    corpusPath: join(mkdtempSync(join(tmpdir(), 'labs-bench-')), 'fuzz.jsonl'),
    signal: new AbortController().signal,
  });
  return `${failedRuns} of ${runs}`;
}

export async function run() {
  for (const mutant of await plantedBugs(BUGS)) {
    const code = await codeWith(mutant.patches, findTest(mutant.scenario).entry);
    const results = [];
    for (const way of WAYS) results.push(`${way} ${await search(code, mutant.part, [way])}`);
    results.push(`all in turn ${await search(code, mutant.part, WAYS)}`);
    console.log(`${mutant.id} ${mutant.name} (${mutant.part}): ${results.join(', ')}`);
  }
}
