import { expect, test } from 'vitest';
import { MUTANTS } from '../../../reference/mutants/index.ts';
import { runScenario } from './run-scenario.ts';

/** The failure that a planted bug leads to, as a student reads it. */
async function failureOf(id: string) {
  const mutant = MUTANTS.find((candidate) => candidate.id === id);
  if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
  const { failure } = await runScenario(mutant);
  const { message, expected, actual, hint } = failure ?? {};
  return { message, expected, actual, hint };
}

test('a write that is applied twice: which one, which get shows it, and where to look', async () => {
  expect(await failureOf('K03')).toMatchInlineSnapshot(`
    {
      "actual": "append("k", "x 0 y") by clerk 0 [440.112, 1118.121] took effect more than once: get("k") → "x start yx 0 yx 0 y" by clerk 0 [1118.122, 1126.211] shows it again; of 5 operations these clash:
      clerk 0: put("k", "x start y"), called at 0 ms, returned at 440.111 ms
      clerk 0: append("k", "x 0 y"), called at 440.112 ms, returned at 1118.121 ms
      clerk 0: get("k") → "x start yx 0 yx 0 y", called at 1118.122 ms, returned at 1126.211 ms",
      "expected": "what was appended once is in the value once",
      "hint": "a clerk numbers its operations and keeps the number on a retry; servers remember each client’s last number in a table that is looked at when an entry is applied, not only when a request comes in, and that is part of the snapshot",
      "message": "an append took effect twice",
    }
  `);
});

test('a stale read: what it missed, and where to look', async () => {
  expect(await failureOf('K01')).toMatchInlineSnapshot(`
    {
      "actual": "get("k") → "old 0" by clerk 0 [949.183, 953.092] returned the value of put("k", "old 0") by clerk 0 [0, 440.111], but put("k", "new 0") by clerk 1 [442.972, 949.182] had replaced it before that get was called; of 6 operations these clash:
      clerk 0: put("k", "old 0"), called at 0 ms, returned at 440.111 ms
      clerk 1: put("k", "new 0"), called at 442.972 ms, returned at 949.182 ms
      clerk 0: get("k") → "old 0", called at 949.183 ms, returned at 953.092 ms",
      "expected": "every get shows the writes that had returned before it was called",
      "hint": "a server that believes to lead may have been deposed: put gets through the log too, and answer them when they are applied (6.824 Lab 3A)",
      "message": "a get returned an old value",
    }
  `);
});

test('a lost write: which one, which get lacks it, and where to look', async () => {
  expect(await failureOf('K09')).toMatchInlineSnapshot(`
    {
      "actual": "get("key 0") → "" by clerk 0 [762.76, 1240.747] returned the initial value, but put("key 0", "x key 0 y") by clerk 0 [0, 440.111] had replaced it before that get was called; of 53 operations these clash:
      clerk 0: put("key 0", "x key 0 y"), called at 0 ms, returned at 440.111 ms
      clerk 0: get("key 0") → "", called at 762.76 ms, returned at 1240.747 ms",
      "expected": "every get shows the writes that had returned before it was called",
      "hint": "reply only when the operation itself has come back from Raft and is applied; a clerk retries until it has such a reply; after a restart restore the whole store from the snapshot before the log goes on; never trim what the snapshot does not cover",
      "message": "an acknowledged write was lost",
    }
  `);
});

test('a shard that changes hands without its duplicate detection: the hint is about shards', async () => {
  expect(await failureOf('S03')).toMatchInlineSnapshot(`
    {
      "actual": "append("2", "x retried 0 y") by clerk 1 [799.749, 1074.12] took effect more than once: get("2") → "zzx2yx retried 0 yx retried 0 y" by clerk 6 [2994.51, 3002.056] shows it again; of 30 operations these clash:
      clerk 0: put("2", "zzx2y"), called at 664.947 ms, returned at 730.153 ms
      clerk 1: append("2", "x retried 0 y"), called at 799.749 ms, returned at 1074.12 ms
      clerk 6: get("2") → "zzx2yx retried 0 yx retried 0 y", called at 2994.51 ms, returned at 3002.056 ms",
      "expected": "what was appended once is in the value once",
      "hint": "duplicate detection belongs to the shard: hand it over with the data; and a clerk keeps the number of an operation when it asks another group",
      "message": "an append took effect twice",
    }
  `);
});
