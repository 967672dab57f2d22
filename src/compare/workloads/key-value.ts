import type { Workload } from '../workload.ts';
import { scrambledZipf } from './zipf.ts';

const KEYS = 1_000;
/** As YCSB: ten fields of a hundred bytes. */
const VALUE_BYTES = 1_000;

function keyValue(id: string, title: string, readShare: number): Workload {
  return {
    id,
    title,
    steps: ['read', 'write'],
    severalSteps: 'never',
    setUp: () => [],
    client(_number, random) {
      return {
        next(requestId) {
          const key = `key ${scrambledZipf(random, KEYS)}`;
          if (random.chance(readShare)) return { id: requestId, steps: [{ op: 'read', key }] };
          return { id: requestId, steps: [{ op: 'write', key, value: requestId.padEnd(VALUE_BYTES, '.') }] };
        },
      };
    },
  };
}

/** YCSB's workload B: tagging photos, say. */
export const readHeavy = keyValue('read-heavy', 'key/value, 95 % reads, Zipf keys (YCSB B)', 0.95);

/** YCSB's workload A: recording sessions, say. */
export const writeHeavy = keyValue('write-heavy', 'key/value, 50 % reads, Zipf keys (YCSB A)', 0.5);
