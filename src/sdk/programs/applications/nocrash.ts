import type { Application } from './application.ts';

/** Four facts about every file; what `crash` computes when it gets that far. */
export const nocrash: Application = {
  map: (fileName, content) => [
    { key: 'a', value: fileName },
    { key: 'b', value: String(fileName.length) },
    { key: 'c', value: String(content.length) },
    { key: 'd', value: 'xyzzy' },
  ],
  reduce: (_key, values) => [...values].sort().join(' '),
};
