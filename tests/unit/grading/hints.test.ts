import { describe, expect, it } from 'vitest';
import { type KnownBug, knownBugs } from '../../../src/grading/hints/known-bug.ts';
import { nearestBug } from '../../../src/grading/hints/nearest-bug.ts';
import { loadMutants } from '../../../src/grading/selfcheck/load-mutants.ts';
import { TESTS } from '../../../src/labs/registry.ts';

const bug = (id: string, seen: KnownBug['seen']): KnownBug => ({
  id,
  rule: '',
  hint: '',
  scenario: '',
  seeds: 4,
  seen,
});

const TWICE = 'one vote per term: server N voted for two candidates in term N';

describe('the nearest bug', () => {
  const careless = bug('careless', { elections: { [TWICE]: 4 }, crashes: { [TWICE]: 4 }, agreement: {} });
  const forgetful = bug('forgetful', { elections: {}, crashes: { [TWICE]: 4 }, agreement: {} });
  const deaf = bug('deaf', { elections: {}, crashes: {}, agreement: { 'agreement: it was not agreed on': 4 } });
  const bugs = [deaf, careless, forgetful];
  const failure = { test: 'crashes', signature: TWICE };
  const nearest = (...run: [string, string | undefined][]) =>
    nearestBug(
      failure,
      run.map(([test, signature]) => ({ test, signature })),
      bugs,
    )?.id;

  it('is one that fails like that in this test', () => {
    expect(nearestBug({ test: 'agreement', signature: 'agreement: it was not agreed on' }, [], bugs)?.id).toBe('deaf');
    expect(nearest(['crashes', TWICE])).not.toBe('deaf');
  });

  it('is told from others by the tests that pass and fail beside it', () => {
    expect(nearest(['elections', TWICE], ['crashes', TWICE], ['agreement', undefined])).toBe('careless');
    expect(nearest(['elections', undefined], ['crashes', TWICE], ['agreement', undefined])).toBe('forgetful');
  });

  it('is looked for in other tests when none fails like that here', () => {
    expect(nearestBug({ test: 'new', signature: 'agreement: it was not agreed on' }, [], bugs)?.id).toBe('deaf');
  });

  it('is none when several fail like that and nothing tells them apart', () => {
    expect(nearestBug({ test: 'new', signature: TWICE }, [], bugs)).toBeUndefined();
    expect(nearest(['crashes', TWICE])).toBeUndefined();
  });

  it('is nobody when no bug fails like that', () => {
    expect(nearestBug({ test: 'crashes', signature: 'something else' }, [], bugs)).toBeUndefined();
  });
});

describe('the bugs that hints come from', () => {
  it('are the planted ones, with the same words: else run npm run hints', async () => {
    const words = ({ id, rule, hint, scenario }: Pick<KnownBug, 'id' | 'rule' | 'hint' | 'scenario'>) => ({
      id,
      rule,
      hint,
      scenario,
    });
    const planted = (await loadMutants()).filter(({ control }) => control === undefined);
    expect(knownBugs().map(words)).toEqual(planted.map(words));
  });

  it('name tests that there are', () => {
    const ids = new Set(TESTS.map(({ id }) => id));
    const named = knownBugs().flatMap(({ seen, scenario }) => [scenario, ...Object.keys(seen)]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('fail in the test that is made for them, and are found again by it', () => {
    for (const known of knownBugs()) {
      const [signature] = Object.keys(known.seen[known.scenario] ?? {});
      expect(signature, known.id).toBeDefined();
    }
    const recognised = knownBugs().filter((known) => {
      const run = Object.entries(known.seen).map(([test, outcomes]) => ({ test, signature: Object.keys(outcomes)[0] }));
      const own = run.find(({ test }) => test === known.scenario) as { test: string; signature: string };
      return nearestBug(own, run, knownBugs()) === known;
    });
    expect(recognised.length).toBeGreaterThanOrEqual(0.8 * knownBugs().length);
  });
});
