import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomStream } from '../../../src/base/random.ts';
import { checkProperty } from '../../property.ts';

const draws = (stream: RandomStream, count = 5) => Array.from({ length: count }, () => stream.float());
const name = fc.string({ maxLength: 10 });

test('a seed and a name decide every draw, on every machine', () => {
  const stream = new RandomStream(1, 'network');
  expect([stream.int(1, 6), stream.int(1, 6), stream.float(), stream.pick(['a', 'b', 'c'])]).toMatchInlineSnapshot(`
    [
      1,
      5,
      0.7431052471511066,
      "c",
    ]
  `);
  expect(stream.shuffled([1, 2, 3, 4, 5])).toMatchInlineSnapshot(`
    [
      3,
      1,
      2,
      5,
      4,
    ]
  `);
});

checkProperty(
  'the same seed and name give the same stream, another seed or name gives another',
  fc.property(fc.integer(), fc.integer(), name, name, (seed, otherSeed, streamName, otherName) => {
    fc.pre(seed !== otherSeed && streamName !== otherName);
    const reference = draws(new RandomStream(seed, streamName));
    expect(draws(new RandomStream(seed, streamName))).toEqual(reference);
    expect(draws(new RandomStream(seed, otherName))).not.toEqual(reference);
    expect(draws(new RandomStream(otherSeed, streamName))).not.toEqual(reference);
  }),
);

checkProperty(
  'draws from one stream shift no other',
  fc.property(fc.integer(), fc.nat(50), (seed, drawn) => {
    const [network, test] = [new RandomStream(seed, 'network'), new RandomStream(seed, 'test')];
    draws(test, drawn);
    expect(draws(network)).toEqual(draws(new RandomStream(seed, 'network')));
  }),
);

checkProperty(
  'integers and floats stay in their ranges',
  fc.property(fc.integer(), fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6), (seed, min, width) => {
    const stream = new RandomStream(seed, 'range');
    const max = min + width;
    for (let i = 0; i < 20; i++) {
      const int = stream.int(min, max);
      expect(Number.isInteger(int) && int >= min && int <= max).toBe(true);
      const float = stream.between(min, max);
      expect(float >= min && (float < max || width === 0)).toBe(true);
    }
  }),
);

test('an integer takes both ends of its range, and each value equally often', () => {
  const stream = new RandomStream('uniform', 'int');
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < 10_000; i++) (counts[stream.int(10, 14) - 10] as number)++;
  for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});

test('a chance comes true as often as it says, and draws whatever it says', () => {
  const stream = new RandomStream('uniform', 'chance');
  let hits = 0;
  for (let i = 0; i < 10_000; i++) if (stream.chance(0.1)) hits++;
  expect(Math.abs(hits - 1_000)).toBeLessThan(120);

  const [never, always] = [new RandomStream(1, 'a'), new RandomStream(1, 'a')];
  expect([never.chance(0), always.chance(1)]).toEqual([false, true]);
  expect(never.float()).toBe(always.float());
});

checkProperty(
  'a shuffle is a permutation and leaves its argument alone; a pick is one of the items',
  fc.property(fc.integer(), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), (seed, items) => {
    const stream = new RandomStream(seed, 'shuffle');
    const before = [...items];
    const shuffled = stream.shuffled(items);
    expect([...shuffled].sort()).toEqual([...before].sort());
    expect(items).toEqual(before);
    expect(items).toContain(stream.pick(items));
  }),
);

test('every order of three items is equally likely', () => {
  const stream = new RandomStream('uniform', 'shuffle');
  const counts = new Map<string, number>();
  for (let i = 0; i < 6_000; i++) {
    const order = stream.shuffled(['a', 'b', 'c']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(130);
});

test('nothing can be picked from nothing', () => {
  expect(() => new RandomStream(1, 'a').pick([])).toThrowErrorMatchingInlineSnapshot(
    `[HarnessBug: cannot pick from nothing]`,
  );
});
