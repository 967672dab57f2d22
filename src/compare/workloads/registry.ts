import type { Workload } from '../workload.ts';
import { bank } from './bank.ts';
import { readHeavy, writeHeavy } from './key-value.ts';
import { pairs } from './pairs.ts';
import { photos } from './photos.ts';

/** One line per workload. */
export const WORKLOADS: readonly Workload[] = [readHeavy, writeHeavy, bank, pairs, photos];
