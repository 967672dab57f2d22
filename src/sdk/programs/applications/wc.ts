import type { Application } from './application.ts';
import { wordsIn } from './words-in.ts';

/** Counts words. */
export const wc: Application = {
  map: (_fileName, content) => wordsIn(content).map((word) => ({ key: word, value: '1' })),
  reduce: (_word, values) => String(values.length),
};
