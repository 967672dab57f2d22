import type { Application } from './application.ts';
import { tenKeys } from './ten-keys.ts';

/** Every reduce of one of ten keys takes a second: do they run in parallel? */
export const rtiming: Application = {
  map: () => tenKeys(),
  reduce: (_key, values) => String(values.length),
  disturbReduce: (process) => process.sleep(1_000),
};
