import { expect, test } from 'vitest';
import { Rush } from '../../../src/labs/kvraft/rush.ts';

test('clients get their turn in the order in which they asked, as long as the rush has any', async () => {
  const rush = new Rush();
  const turns: string[] = [];
  for (const client of ['a', 'b', 'c']) void rush.turn().then((mayWork) => turns.push(`${client} ${mayWork}`));
  await Promise.resolve();
  expect(turns).toEqual([]);
  rush.start(2);
  await Promise.resolve();
  expect(turns).toEqual(['a true', 'b true']);
  rush.start(2);
  expect(await rush.turn()).toBe(true);
  expect(turns).toEqual(['a true', 'b true', 'c true']);
});

test('what is left of a rush is void when the next one starts', async () => {
  const rush = new Rush();
  rush.start(5);
  rush.start(1);
  expect(await rush.turn()).toBe(true);
  const next = rush.turn();
  rush.end();
  expect(await next).toBe(false);
  expect(await rush.turn()).toBe(false);
});
