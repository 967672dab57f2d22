import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeHeap } from '../../../src/base/time-heap.ts';
import { checkProperty } from '../../property.ts';

// Few different times, so that many items share one.
const time = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1e9, noNaN: true }));

function popAll<T>(heap: TimeHeap<T>): T[] {
  const popped: T[] = [];
  while (heap.size > 0) popped.push(heap.pop() as T);
  return popped;
}

checkProperty(
  'items leave in the order of a stable sort by time',
  fc.property(fc.array(time, { maxLength: 200 }), (times) => {
    const heap = new TimeHeap<number>();
    times.forEach((at, i) => {
      heap.push(at, i);
    });
    const sorted = times.map((_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number));
    expect(popAll(heap)).toEqual(sorted);
  }),
);

checkProperty(
  'what leaves is the first of a stable sort, however pushes and pops alternate',
  fc.property(fc.array(fc.oneof(time, fc.constant('pop' as const)), { maxLength: 300 }), (steps) => {
    const heap = new TimeHeap<number>();
    const model: { at: number; item: number }[] = [];
    for (const [item, step] of steps.entries()) {
      if (step === 'pop') {
        expect(heap.pop()).toBe(model.shift()?.item);
      } else {
        heap.push(step, item);
        const later = model.findIndex(({ at }) => at > step);
        model.splice(later === -1 ? model.length : later, 0, { at: step, item });
      }
      expect(heap.size).toBe(model.length);
      expect(heap.earliest).toBe(model[0]?.at ?? Number.POSITIVE_INFINITY);
    }
  }),
);

test('an empty heap has no earliest item', () => {
  const heap = new TimeHeap<string>();
  expect([heap.size, heap.earliest, heap.pop()]).toEqual([0, Number.POSITIVE_INFINITY, undefined]);
  heap.push(3, 'a');
  expect([heap.size, heap.earliest, heap.pop(), heap.pop()]).toEqual([1, 3, 'a', undefined]);
});

test('more items than the initial capacity keep their order', () => {
  const heap = new TimeHeap<number>();
  for (let i = 0; i < 5_000; i++) heap.push((i * 7919) % 100, i);
  const popped = popAll(heap);
  const sorted = [...popped].sort((a, b) => ((a * 7919) % 100) - ((b * 7919) % 100) || a - b);
  expect(popped).toEqual(sorted);
});
