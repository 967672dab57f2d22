import { expect, test } from 'vitest';
import { PLANTED_BUGS } from '../../../reference/systems/mutants/index.ts';
import { runUnderPlan } from './run-under-plan.ts';

for (const { id, name, system, expected, shownBy, patches } of PLANTED_BUGS) {
  test(`${id} ${name}: the checker finds that ${system} breaks its promise, and that without the bug it does not`, async () => {
    let seed = 1;
    let result = await runUnderPlan(system, { ...shownBy, seed }, patches);
    while (result.verdict !== 'illegal' && seed < shownBy.seeds)
      result = await runUnderPlan(system, { ...shownBy, seed: ++seed }, patches);
    expect({ claims: result.claims, verdict: result.verdict }).toEqual({ claims: expected, verdict: 'illegal' });
    const sound = await runUnderPlan(system, { ...shownBy, seed });
    expect(sound.reason).toBeNull();
  });
}
