import { expect, test } from 'vitest';
import { chiSquare, histogram, mean, type Outcome, round, Wire } from './wire.ts';

const CALLS = 10_000;

function outcomes(setUp: (wire: Wire) => void = () => {}): Outcome[] {
  const wire = new Wire(6824);
  setUp(wire);
  return wire.calls(CALLS);
}

const arrivalMs = ({ arrivalsMs }: Outcome) => arrivalsMs[0] as number;
const share = (part: readonly unknown[], all: readonly unknown[]) => part.length / all.length;

/** Are they whole numbers from 0 to `most`, each about equally often? */
function expectWholeUniform(values: readonly number[], most: number): void {
  const counts = histogram(values, most);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  expect(chiSquare(counts)).toBeLessThan(1.8);
}

function expectLatencies(values: readonly number[]): void {
  expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...values)).toBeLessThanOrEqual(2);
  expectWholeUniform(
    values.map((ms) => Math.min(9, Math.floor((ms - 1) * 10))),
    9,
  );
}

test('a reliable network delivers every message once, after 1 to 2 ms', () => {
  const all = outcomes();
  expect(all.every(({ ok, arrivalsMs }) => ok && arrivalsMs.length === 1)).toBe(true);
  expectLatencies(all.map(arrivalMs));
  expectLatencies(all.map((call) => round(call.endMs - arrivalMs(call))));
});

test('an unreliable network loses one request in ten, and of the replies one in ten', () => {
  const all = outcomes(({ network }) => {
    network.isReliable = false;
  });
  const handled = all.filter(({ arrivalsMs }) => arrivalsMs.length > 0);
  expect(Math.abs(share(handled, all) - 0.9)).toBeLessThan(0.012);
  const answered = handled.filter(({ ok }) => ok);
  expect(Math.abs(share(answered, handled) - 0.9)).toBeLessThan(0.012);
  expect(all.filter(({ ok }) => ok)).toEqual(answered);
});

test('an unreliable network delays a request by 0 to 26 whole ms, a reply by its latency only', () => {
  const all = outcomes(({ network }) => {
    network.isReliable = false;
  });
  const handled = all.filter(({ arrivalsMs }) => arrivalsMs.length > 0);
  expectWholeUniform(
    handled.map((call) => Math.floor(arrivalMs(call)) - 1),
    26,
  );
  expectLatencies(handled.filter(({ ok }) => ok).map((call) => round(call.endMs - arrivalMs(call))));
});

test('a loss is reported at once: that of a request after its delay, that of a reply when it leaves', () => {
  const lost = outcomes(({ network }) => {
    network.isReliable = false;
  }).filter(({ ok }) => !ok);
  expectWholeUniform(
    lost.filter(({ arrivalsMs }) => arrivalsMs.length === 0).map(({ endMs }) => endMs),
    26,
  );
  const replies = lost.filter(({ arrivalsMs }) => arrivalsMs.length > 0);
  expect(replies.every((call) => call.endMs === arrivalMs(call))).toBe(true);
});

test.each([true, false])(
  'long reordering holds back two replies in three, on a network that is reliable: %s',
  (isReliable) => {
    const all = outcomes(({ network }) => {
      network.isReliable = isReliable;
      network.isReorderingReplies = true;
    }).filter(({ ok }) => ok);
    const delays = all.map((call) => round(call.endMs - arrivalMs(call)));
    const held = delays.filter((ms) => ms > 2).map((ms) => Math.floor(ms) - 1);
    expect(Math.abs(share(held, delays) - 2 / 3)).toBeLessThan(0.02);
    expectLatencies(delays.filter((ms) => ms <= 2));

    // 200 and a draw up to (a draw up to 1999): short delays are more likely than long ones.
    expect(Math.min(...held)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...held)).toBeLessThanOrEqual(2199);
    expect(Math.max(...held)).toBeGreaterThan(2_000);
    expect(Math.abs(mean(held) - 699.75)).toBeLessThan(20);
    const below700 = held.filter((ms) => ms < 700);
    expect(Math.abs(share(below700, held) - 0.25 * (1 + Math.log(4)))).toBeLessThan(0.02);
  },
);

test.each([
  [false, 99],
  [true, 6999],
])('an unreachable server is noticed after a while; long delays %s: up to %i whole ms', (hasLongDelays, most) => {
  const unreachable: ((wire: Wire) => void)[] = [
    ({ network, client, server }) => network.updateLink(client.id, server.id, { isEnabled: false }),
    ({ network, client, server }) => network.updateLink(client.id, server.id, { isCut: true }),
    ({ server }) => {
      server.isAlive = false;
    },
  ];
  for (const setUp of unreachable) {
    const all = outcomes((wire) => {
      setUp(wire);
      wire.network.hasLongDelays = hasLongDelays;
    });
    expect(all.every(({ ok, arrivalsMs }) => !ok && arrivalsMs.length === 0)).toBe(true);
    expectWholeUniform(
      all.map(({ endMs }) => Math.floor(endMs / ((most + 1) / 100))),
      99,
    );
    expect(all.every(({ endMs }) => Number.isInteger(endMs) && endMs <= most)).toBe(true);
  }
});

test('a reply that the other direction loses is missed after a while, though the request was handled', () => {
  const all = outcomes(({ network, client, server }) => {
    network.updateLink(server.id, client.id, { isCut: true });
  });
  expect(all.every(({ ok, arrivalsMs }) => !ok && arrivalsMs.length === 1)).toBe(true);
  expectWholeUniform(
    all.map((call) => round(call.endMs - arrivalMs(call))),
    99,
  );
});

test('a link may have a latency of its own, in one direction', () => {
  const all = outcomes(({ network, client, server }) => {
    network.updateLink(client.id, server.id, { latencyMs: [30, 40] });
  });
  const there = all.map(arrivalMs);
  expect(Math.min(...there)).toBeGreaterThanOrEqual(30);
  expect(Math.max(...there)).toBeLessThanOrEqual(40);
  expectLatencies(all.map((call) => round(call.endMs - arrivalMs(call))));
});
