import type { Application } from './application.ts';

/** Some reduces take long: does everybody wait for them? */
export const earlyExit: Application = {
  map: (fileName) => [{ key: fileName, value: '1' }],
  reduce: (_fileName, values) => String(values.length),
  async disturbReduce(process, fileName) {
    if (/sherlock|tom/.test(fileName)) await process.sleep(3_000);
  },
};
