import type { Application } from './application.ts';
import { wordsIn } from './words-in.ts';

/** For every word the files that it occurs in. */
export const indexer: Application = {
  map: (fileName, content) => [...new Set(wordsIn(content))].map((word) => ({ key: word, value: fileName })),
  reduce: (_word, fileNames) => `${fileNames.length} ${[...fileNames].sort().join(',')}`,
};
