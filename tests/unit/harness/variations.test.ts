import { expect, test } from 'vitest';
import { FaultInjector } from '../../../src/harness/faults/injector.ts';
import { STRATEGIES } from '../../../src/harness/strategies/registry.ts';
import { lossId, type Variation } from '../../../src/harness/variation.ts';
import { simulate } from './small-world.ts';
import { round, Wire } from './wire.ts';

const CALLS = 400;
/** Longer than any message takes on a reliable network. */
const USUAL_MS = 2;

function unreliable(variation: Variation = {}) {
  const wire = new Wire(7, variation);
  wire.network.isReliable = false;
  return { outcomes: wire.calls(CALLS), losses: wire.network.losses };
}

test('only the losses that are kept happen, and everything else is as before', () => {
  const all = unreliable();
  expect(all.losses.length).toBeGreaterThan(CALLS / 10);
  const [first] = all.losses;
  const kept = unreliable({ keptLosses: all.losses.slice(0, 1).map(lossId) });
  expect(kept.losses).toEqual([first]);
  expect(kept.outcomes.filter(({ ok }) => !ok)).toHaveLength(1);
  expect(unreliable({ keptLosses: all.losses.map(lossId) })).toEqual(all);
  expect(unreliable({ keptLosses: [] }).outcomes.every(({ ok }) => ok)).toBe(true);
});

test('a punctual network loses the same messages, but delays none', () => {
  const [late, punctual] = [unreliable(), unreliable({ isPunctual: true })];
  const slowest = ({ outcomes }: typeof late) => Math.max(...outcomes.flatMap(({ arrivalsMs }) => arrivalsMs));
  expect(slowest(late)).toBeGreaterThan(20);
  expect(slowest(punctual)).toBeLessThanOrEqual(USUAL_MS);
  expect(punctual.outcomes.map(({ ok }) => ok)).toEqual(late.outcomes.map(({ ok }) => ok));
});

test('every strategy changes when messages arrive, the same way each time, and with another salt in another way', () => {
  for (const name of Object.keys(STRATEGIES) as (keyof typeof STRATEGIES)[]) {
    const run = (salt: number) => new Wire(7, { strategy: { name, salt } }).calls(CALLS);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(run(1)).not.toEqual(new Wire(7).calls(CALLS));
  }
});

/** What a strategy adds to each request of a wire, ms. */
function added(name: keyof typeof STRATEGIES): number[] {
  const disturbance = STRATEGIES[name].create(new Wire(7).scheduler.stream(name));
  return Array.from({ length: 10_000 }, () => round(disturbance.delayMs(0, 1)));
}

test('delays are few and long; priorities last, but for a few changes', () => {
  const late = added('delays').filter((ms) => ms > 0);
  expect(late.length).toBeGreaterThan(0);
  expect(late.length).toBeLessThanOrEqual(12);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(30);
  const waits = added('priorities');
  const changes = waits.filter((ms, i) => i > 0 && ms !== waits[i - 1]);
  expect(changes.length).toBeLessThanOrEqual(4);
});

test('a fault that is omitted is neither carried out nor recorded, and the others keep their positions', async () => {
  await simulate(
    async ({ world, boot }) => {
      const [a, b] = [boot('a'), boot('b')];
      const faults = new FaultInjector(world);
      faults.inject({ kind: 'crash', node: a.id });
      faults.inject({ kind: 'crash', node: b.id });
      expect([a.isAlive, b.isAlive]).toEqual([true, false]);
      expect(faults.schedule).toEqual([{ atMs: 0, position: 1, fault: { kind: 'crash', node: b.id } }]);
      expect(faults.count('crash')).toBe(1);
    },
    { variation: { omittedFaults: [0] } },
  );
});
