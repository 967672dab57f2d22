import type { Application, ApplicationProcess } from './application.ts';
import { nocrash } from './nocrash.ts';

/** As `nocrash`, but every third call ends the process, and another third takes up to ten seconds. */
export const crash: Application = {
  ...nocrash,
  disturbMap: crashOrDelay,
  disturbReduce: crashOrDelay,
};

async function crashOrDelay(process: ApplicationProcess): Promise<void> {
  const fate = process.random();
  if (fate < 0.33) await process.exit(1);
  else if (fate < 0.66) await process.sleep(process.random() * 9_999);
}
