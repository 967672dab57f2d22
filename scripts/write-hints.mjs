// Writes the bugs that hints come from: runs every planted bug against the tests of its lab. Takes some minutes; names
// of bugs as arguments update these alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadConfig } from '../dist/grading/config/load-config.js';
import { KNOWN_BUGS_PATH } from '../dist/grading/hints/known-bug.js';
import { describeBug, runBug } from '../dist/grading/hints/observe-bug.js';
import { loadMutants } from '../dist/grading/selfcheck/load-mutants.js';

const SEEDS = [1, 2, 3];

const wanted = new Set(process.argv.slice(2));
const before = new Map(JSON.parse(readFileSync(KNOWN_BUGS_PATH, 'utf8')).map((bug) => [bug.id, bug]));
const options = { config: loadConfig('.'), seeds: SEEDS, jobs: availableParallelism() };
const bugs = [];
for (const mutant of await loadMutants()) {
  if (mutant.control !== undefined) continue;
  const known = before.get(mutant.id);
  if (known !== undefined && wanted.size > 0 && !wanted.has(mutant.id)) {
    bugs.push(known);
    continue;
  }
  console.log(`${mutant.id} ${mutant.name}`);
  bugs.push(describeBug(mutant, SEEDS.length, await runBug(mutant, options)));
}
writeFileSync(KNOWN_BUGS_PATH, `${JSON.stringify(bugs, null, 1)}\n`);
