import type { Application } from './application.ts';
import { crash } from './crash.ts';
import { earlyExit } from './early-exit.ts';
import { indexer } from './indexer.ts';
import { jobcount } from './jobcount.ts';
import { mtiming } from './mtiming.ts';
import { nocrash } from './nocrash.ts';
import { rtiming } from './rtiming.ts';
import { wc } from './wc.ts';

/** Every application, under its name in the Go lab. */
export const APPLICATIONS = {
  wc,
  indexer,
  mtiming,
  rtiming,
  jobcount,
  early_exit: earlyExit,
  crash,
  nocrash,
} as const satisfies Record<string, Application>;

export type ApplicationName = keyof typeof APPLICATIONS;
