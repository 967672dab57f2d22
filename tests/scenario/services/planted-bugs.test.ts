import { expect, test } from 'vitest';
import { MUTANTS } from '../../../reference/mutants/index.ts';
import { runScenario } from './run-scenario.ts';

/** Those of Labs 3 and 4. */
const PLANTED = MUTANTS.filter(({ part }) => ['3', '4'].includes(part.charAt(0)));

/** Every other one: `npm run selfcheck` takes them all. */
const SAMPLE = PLANTED.filter(({ control }) => control === undefined).filter((_, index) => index % 2 === 0);

for (const mutant of SAMPLE) {
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
