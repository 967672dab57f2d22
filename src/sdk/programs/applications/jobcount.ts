import type { Application } from './application.ts';
import { tenKeys } from './ten-keys.ts';

/** Every map takes two to five seconds, which is slow but no reason to run it again. */
export const jobcount: Application = {
  map: () => tenKeys(),
  reduce: (_key, values) => String(values.length),
  disturbMap: (process) => process.sleep(2_000 + process.random() * 3_000),
};
