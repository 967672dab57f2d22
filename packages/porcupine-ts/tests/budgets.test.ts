import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  accept,
  checkOperations,
  type KvInput,
  type KvOutput,
  kvModel,
  type Model,
  type Operation,
  shrink,
} from '../src/index.ts';

/** Appends that all overlap, and a get that shows none of their orders: exponential for a search. */
function overlappingAppends(count: number, key = 'k'): Operation<KvInput, KvOutput>[] {
  const appends = Array.from({ length: count }, (_, i): Operation<KvInput, KvOutput> => {
    return { clientId: i, input: { op: 'append', key, value: 'a'.repeat(i + 1) }, callAt: i, returnAt: 1_000 };
  });
  const text = 'a'.repeat((count * (count + 1)) / 2 - 1);
  return [...appends, { clientId: count, input: { op: 'get', key }, output: text, callAt: 2_000, returnAt: 2_001 }];
}

const slow: Model<number, number, number> = {
  name: 'slow',
  init: () => 0,
  step(state, input, _, context) {
    for (let i = 0; i < 1e9 && !context.shouldStop(); i++);
    return accept(state * 2 + input);
  },
};

afterEach(() => void vi.restoreAllMocks());

/** Clients that put, append and get in turns, all legal but the last get, which shows a value of long ago. */
function longWithStaleGet(operations: number): Operation<KvInput, KvOutput>[] {
  const history: Operation<KvInput, KvOutput>[] = [];
  const values = ['', '', '', '', ''];
  for (let i = 0; i < operations - 1; i++) {
    const place = i % values.length;
    const key = `${place}`;
    const value = `${i};`;
    const times = { clientId: i % 20, callAt: i, returnAt: i + 15.5 };
    const op = i % 4 === 3 ? 'get' : i % 40 < 5 ? 'put' : 'append';
    history.push(
      op === 'get' ? { ...times, input: { op, key }, output: values[place] } : { ...times, input: { op, key, value } },
    );
    if (op !== 'get') values[place] = op === 'put' ? value : values[place] + value;
  }
  const old = history.find(({ input, output }) => input.op === 'get' && input.key === '0' && output !== '')!;
  return [...history, { ...old, callAt: operations + 20, returnAt: operations + 21 }];
}

describe('budgets', () => {
  const hard = overlappingAppends(16);

  test('a step budget ends in unknown, with the steps that were spent', () => {
    const verdict = checkOperations(kvModel, hard, { maxSteps: 3_000 });
    expect(verdict).toMatchObject({ outcome: 'unknown', limit: 'steps' });
    expect(verdict.stats.steps).toBeGreaterThanOrEqual(3_000);
    expect(verdict.stats.steps).toBeLessThan(3_200);
  });

  test('a memory budget ends in unknown', () => {
    const verdict = checkOperations(kvModel, hard, { maxMemoryBytes: 100_000 });
    expect(verdict).toMatchObject({ outcome: 'unknown', limit: 'memory' });
    expect(verdict.stats.memoryBytes).toBeLessThanOrEqual(100_000);
  });

  test('a time budget ends in unknown', () => {
    expect(checkOperations(kvModel, overlappingAppends(22), { maxTimeMs: 50 })).toMatchObject({
      outcome: 'unknown',
      limit: 'time',
    });
  });

  test('a time budget reaches into a slow step', () => {
    const operations = [{ clientId: 1, input: 1, output: 1, callAt: 0, returnAt: 1 }];
    expect(checkOperations(slow, operations, { maxTimeMs: 30 })).toMatchObject({ outcome: 'unknown', limit: 'time' });
  });

  test('without a time budget two checks are equal to the last number', () => {
    const options = { maxSteps: 20_000 };
    expect(checkOperations(kvModel, hard, options)).toEqual(checkOperations(kvModel, hard, options));
  });

  test('a clock is read under a time budget only', async () => {
    const clocks = [vi.spyOn(Date, 'now'), vi.spyOn(performance, 'now'), vi.spyOn(process, 'hrtime')];
    // The package keeps the clock that it finds when it is loaded, so it is loaded again, with the spies in place.
    vi.resetModules();
    const fresh = await import('../src/index.ts');
    for (const clock of clocks) clock.mockClear();
    fresh.checkOperations(fresh.kvModel, hard, { maxSteps: 20_000 });
    for (const clock of clocks) expect(clock).not.toHaveBeenCalled();
    fresh.checkOperations(fresh.kvModel, hard, { maxSteps: 20_000, maxTimeMs: 60_000 });
    expect(clocks[0]).toHaveBeenCalled();
  });

  test('an exponential partition does not keep an illegal one from being found', () => {
    const illegal: Operation<KvInput, KvOutput>[] = [
      { clientId: 1, input: { op: 'append', key: 'z', value: 'a' }, callAt: 0, returnAt: 1 },
      { clientId: 1, input: { op: 'append', key: 'z', value: 'ab' }, callAt: 2, returnAt: 3 },
      { clientId: 1, input: { op: 'get', key: 'z' }, output: 'aba', callAt: 4, returnAt: 5 },
    ];
    const history = [...overlappingAppends(22), ...illegal];
    const verdict = checkOperations(kvModel, history, { maxSteps: 100_000 });
    expect(verdict).toMatchObject({ outcome: 'illegal', reason: { partition: 'z' } });
    expect(verdict.stats.steps).toBeLessThan(10_000);
  });

  test('2,000 operations are shrunk to their witness in less than a second', () => {
    const history = longWithStaleGet(2_000);
    expect(checkOperations(kvModel, history.slice(0, -1)).outcome).toBe('ok');
    const before = process.cpuUsage();
    const witness = shrink(kvModel, history)!;
    const { user, system } = process.cpuUsage(before);
    expect(witness.length).toBeLessThanOrEqual(6);
    expect(checkOperations(kvModel, witness).outcome).toBe('illegal');
    expect((user + system) / 1e3).toBeLessThan(1_000);
  });
});
