import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import chalk from 'chalk';
import { EXIT } from '../base/errors.ts';
import { LocalExecutor } from '../grading/batch/local-executor.ts';
import { RunFolder } from '../grading/batch/run-folder.ts';
import { type Finding, replayUnits, sampleUnits, verifyFolder } from '../grading/batch/verify-run.ts';
import { requireIsolation } from '../grading/run/isolation.ts';
import { MAX_SEED, parseSeed } from '../grading/run/token.ts';
import { parseCount } from './parse-count.ts';

export interface VerifyOptions {
  cells: string;
  seed?: string;
  jobs?: string;
  allowWeakerJail?: boolean;
  reporter: string;
}

/** `labs verify`: returns the exit code. */
export async function runVerify(path: string, options: VerifyOptions): Promise<number> {
  const folder = RunFolder.open(path);
  const seed = options.seed === undefined ? randomInt(MAX_SEED) : parseSeed(options.seed);
  const cells = options.cells === '0' ? 0 : parseCount('--cells', options.cells, 1_000_000);
  const { findings, results } = verifyFolder(folder);
  const units = sampleUnits(folder, results, cells, seed);
  if (units.length > 0) {
    const { limits, host, entries } = folder.spec;
    const isStrict = host === 'process-per-node';
    const isolation = requireIsolation({ limits, isStrict, allowWeaker: options.allowWeakerJail ?? false });
    const jobs = options.jobs === undefined ? availableParallelism() : parseCount('--jobs', options.jobs, 1_024);
    const folderOf = (digest: string) => join(folder.codeFolder, digest);
    const executor = new LocalExecutor({ spec: { limits, entries }, folderOf, jobs, isolation });
    findings.push(await replayUnits(units, results, executor));
    await executor.close();
  }
  const isRight = findings.every((finding) => finding.isRight);
  if (options.reporter === 'json') console.log(JSON.stringify({ version: 1, seed, isRight, findings }, null, 2));
  else console.log([...findings.map(findingText), `seed of the sample: ${seed}`].join('\n'));
  return isRight ? EXIT.passed : EXIT.failed;
}

function findingText({ what, isRight, detail }: Finding): string {
  const mark = isRight ? chalk.green('✓') : chalk.red('✗');
  return `${mark} ${what.padEnd(8)} ${detail.replaceAll('\n', `\n${' '.repeat(11)}`)}`;
}
