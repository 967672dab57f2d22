// Writes the bugs that hints come from: runs every planted bug against the tests of its lab. Takes long; names of bugs as
// arguments bring these alone up to date, and --scenarios looks at each bug's directed test alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadConfig } from '../dist/grading/config/load-config.js';
import { KNOWN_BUGS_PATH } from '../dist/grading/hints/known-bug.js';
import { describeBug, runBug } from '../dist/grading/hints/observe-bug.js';
import { loadMutants } from '../dist/grading/selfcheck/load-mutants.js';

const isScenarioOnly = process.argv.includes('--scenarios');
const seeds = isScenarioOnly ? [1] : [1, 2, 3];
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const before = new Map(JSON.parse(readFileSync(KNOWN_BUGS_PATH, 'utf8')).map((bug) => [bug.id, bug]));
const options = { config: loadConfig('.'), seeds, jobs: 1, isScenarioOnly };
const mutants = (await loadMutants()).filter(({ control }) => control === undefined);
const bugs = [];
let next = 0;

async function work() {
  while (next < mutants.length) {
    const position = next++;
    const mutant = mutants[position];
    const { id, rule, hint, scenario } = mutant;
    const known = before.get(id);
    if (known !== undefined && wanted.size > 0 && !wanted.has(id)) {
      bugs[position] = { ...known, rule, hint, scenario };
      continue;
    }
    bugs[position] = describeBug(mutant, seeds.length, await runBug(mutant, options));
    console.log(`${id} ${mutant.name}`);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
writeFileSync(KNOWN_BUGS_PATH, `${JSON.stringify(bugs, null, 2)}\n`);
