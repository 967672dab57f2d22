import type { KeyValue } from '../../mapreduce.ts';

/** The same ten keys for every file, so that every file takes part in every reduce. */
export function tenKeys(): KeyValue[] {
  return [...'abcdefghij'].map((key) => ({ key, value: '1' }));
}
