// How soon each way of labs fuzz finds a bug, in thousands of events: the median over a few searches.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz } from '../dist/grading/fuzz/fuzz.js';
import { WAYS } from '../dist/grading/fuzz/next-cell.js';
import { findTest } from '../dist/grading/run/plan.js';
import { codeWith, plantedBugs } from './planted-bug.mjs';

/** Bugs that need a rare order of messages. */
const BUGS = ['R19', 'R21', 'R32', 'K04'];
const SEEDS = [1, 2, 3];
const MAX_EVENTS = 400_000;

/** Events up to the first failure; undefined: there was none. */
async function search(code, part, ways, seed) {
  const stop = new AbortController();
  let found;
  const sum = { events: 0 };
  await fuzz({
    ...code,
    parts: [part],
    seed,
    ways,
    maxEvents: MAX_EVENTS,
    jobs: 2,
    corpusPath: join(mkdtempSync(join(tmpdir(), 'labs-bench-')), 'fuzz.jsonl'),
    signal: stop.signal,
    onRun: ({ events }) => {
      sum.events = events;
    },
    onFailure: () => {
      found ??= sum.events;
      stop.abort();
    },
  });
  return found;
}

export async function run() {
  for (const mutant of await plantedBugs(BUGS)) {
    const code = await codeWith(mutant.patches, findTest(mutant.scenario).entry);
    const results = [];
    for (const ways of [...WAYS.map((way) => [way]), WAYS]) {
      const events = [];
      for (const seed of SEEDS) events.push(await search(code, mutant.part, ways, seed));
      const sorted = events.map((each) => each ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)];
      const told = Number.isFinite(median) ? `${Math.round(median / 1000)} k` : `> ${MAX_EVENTS / 1000} k`;
      results.push(`${ways.length === 1 ? ways[0] : 'all in turn'} ${told}`);
    }
    console.log(`${mutant.id} ${mutant.name}: ${results.join(', ')}`);
  }
}
