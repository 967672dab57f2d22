import type { Application } from './application.ts';

/** Every map takes a second: do they run in parallel? */
export const mtiming: Application = {
  map: (fileName) => [{ key: fileName, value: '1' }],
  reduce: (_fileName, values) => String(values.length),
  disturbMap: (process) => process.sleep(1_000),
};
