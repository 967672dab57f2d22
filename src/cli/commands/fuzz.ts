import { Command } from 'commander';
import type { FuzzCommandOptions } from '../fuzz-parts.ts';
import { addCodeOptions } from './test.ts';

/** `labs fuzz PART…` */
export function fuzzCommand(): Command {
  const command = new Command('fuzz')
    .description('look for failures with new seeds, faults and orders of messages, until a budget is spent')
    .argument('<part...>', 'parts to look at: 2A, 2B, a whole lab (2), or all')
    .option('--events <n>', 'how many events all runs together may take', '5000000')
    .option('--seed <n>', 'another seed is another search', '1')
    .option('--ways <names>', 'ways to search, in turn: plain, priorities, delays, guided (default: all)')
    .option('--jobs <j>', 'worker processes (default: one per core)')
    .option('--corpus <file>', 'where the failing runs are kept, and looked at again first', 'fuzz.jsonl');
  return addCodeOptions(command).action(async (parts: string[], options: FuzzCommandOptions) => {
    const { fuzzParts } = await import('../fuzz-parts.ts');
    process.exitCode = await fuzzParts(parts, options);
  });
}
