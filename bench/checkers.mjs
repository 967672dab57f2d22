// Consistency levels on long histories of a store with one copy: CPU time by level and kind of history.
import { LEVELS } from '../dist/checker/registry.js';

const OPERATIONS = 50_000;
const CLIENTS = 25;

/** A small linear congruential generator: the same histories every time. */
function randomFrom(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Every client does one operation after the other; each takes effect at a moment between its call and its return. */
export function recordHistory({ operations, keys, accesses, lists, staleEvery = 0 }) {
  const random = randomFrom(1);
  const store = new Map();
  const older = new Map();
  const freeAt = new Array(CLIENTS).fill(0);
  const history = [];
  let value = 0;
  for (let at = 0; at < operations; at++) {
    const client = freeAt.indexOf(Math.min(...freeAt));
    const callAt = Math.max(freeAt[client], at * 4 - random(80));
    const returnAt = Math.max(callAt, at * 4) + 1 + random(80);
    freeAt[client] = returnAt + 1;
    const isStale = staleEvery > 0 && at % staleEvery === staleEvery - 1;
    const made = [];
    for (let i = 0; i <= random(accesses); i++) {
      // Of lists, a new one is begun every now and then: they would grow without end.
      const key = `${lists ? Math.floor(at / 500) : ''}k${random(keys)}`;
      if (isStale || random(2) === 0) {
        const held = (isStale ? older : store).get(key);
        made.push({ op: 'read', key, value: lists ? (held ?? []) : (held ?? null) });
      } else {
        value++;
        older.set(key, store.get(key));
        store.set(key, lists ? [...(store.get(key) ?? []), value] : value);
        made.push({ op: lists ? 'append' : 'write', key, value });
      }
    }
    history.push({ client: `c${client}`, accesses: made, callAt, returnAt });
  }
  return history;
}

export async function run() {
  const kinds = {
    'registers, single': { keys: 20, accesses: 1, lists: false },
    'registers, transactions': { keys: 20, accesses: 4, lists: false },
    'registers, stale': { keys: 20, accesses: 1, lists: false, staleEvery: 10_000 },
    'lists, transactions': { keys: 20, accesses: 4, lists: true },
    'lists, stale': { keys: 20, accesses: 4, lists: true, staleEvery: 10_000 },
  };
  for (const [name, shape] of Object.entries(kinds)) {
    const history = recordHistory({ operations: OPERATIONS, ...shape });
    for (const level of LEVELS) {
      const start = process.cpuUsage();
      let told;
      try {
        const verdict = level.check(history);
        told = `${verdict.outcome} ${verdict.anomaly ?? ''}`;
      } catch (error) {
        told = `not for this: ${error.message}`;
      }
      const { user, system } = process.cpuUsage(start);
      const ms = Math.round((user + system) / 1000);
      console.log(`${name.padEnd(24)} ${level.id.padEnd(24)} ${String(ms).padStart(7)} ms  ${told}`);
    }
  }
}
