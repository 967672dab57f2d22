import { availableParallelism, totalmem } from 'node:os';
import chalk from 'chalk';
import { EXIT } from '../base/errors.ts';
import { packagePath } from '../base/package-path.ts';
import { loadConfig } from '../grading/config/load-config.ts';
import { describeMissing } from '../grading/run/isolation.ts';
import { openCache } from '../grading/submission/cache.ts';
import { findJail } from '../harness/nodes/jail/find-jail.ts';
import { preludeSource } from '../harness/nodes/prelude-source.ts';
import { synchronousDrain } from '../harness/simulation/drain.ts';

interface Check {
  name: string;
  /** `poor`: works, but something is slower or missing. */
  state: 'good' | 'poor' | 'bad';
  detail: string;
}

/** `labs doctor`: what this machine has and lacks. Exit code 2 when tests cannot run here. */
export async function diagnose(options: { json?: boolean }): Promise<{ text: string; exitCode: number }> {
  const checks = [
    nodeVersion(),
    await microtaskDrain(),
    attempt('prelude', () => {
      preludeSource();
      return packagePath('dist', 'prelude.js');
    }),
    attempt('cache', openCache),
    await bundler(),
    attempt('config', () => loadConfig(process.cwd()).path ?? 'none here: the course’s own is used'),
    jail(),
    machine(),
  ];
  const exitCode = checks.some(({ state }) => state === 'bad') ? EXIT.usage : EXIT.passed;
  if (options.json) return { text: `${JSON.stringify({ version: 1, checks }, null, 2)}\n`, exitCode };
  const paint = { good: chalk.green('good'), poor: chalk.yellow('poor'), bad: chalk.red('bad ') };
  return {
    text: checks.map(({ name, state, detail }) => `${paint[state]}  ${name.padEnd(18)} ${detail}\n`).join(''),
    exitCode,
  };
}

function nodeVersion(): Check {
  return { name: 'node', state: 'good', detail: `${process.versions.node} (needed: 20.19 or newer)` };
}

async function microtaskDrain(): Promise<Check> {
  const works = await new Promise<boolean>((resolve) => {
    setImmediate(() => resolve(synchronousDrain() !== undefined));
  });
  return works
    ? { name: 'microtask drain', state: 'good', detail: 'synchronous' }
    : {
        name: 'microtask drain',
        state: 'poor',
        detail: 'not in this version of Node: same results, several times slower',
      };
}

async function bundler(): Promise<Check> {
  try {
    const esbuild = await import('esbuild');
    await esbuild.transform('let x: number', { loader: 'ts' });
    return { name: 'esbuild', state: 'good', detail: esbuild.version };
  } catch (error) {
    return { name: 'esbuild', state: 'bad', detail: `${(error as Error).message}; reinstall labs on this machine` };
  }
}

/** Not needed for one's own code. */
function jail(): Check {
  const { missing } = findJail();
  if (missing.length === 0)
    return { name: 'jail', state: 'good', detail: 'complete: bubblewrap, prlimit, permission flags' };
  const remedies = missing.map(({ remedy }) => `to do: ${remedy}`).join('; ');
  return {
    name: 'jail',
    state: 'poor',
    detail: `${describeMissing(missing).trim().replaceAll('\n', ';')}; ${remedies}`,
  };
}

function machine(): Check {
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  return { name: 'machine', state: 'good', detail: `${availableParallelism()} cores, ${gigabytes} GB of memory` };
}

function attempt(name: string, check: () => string): Check {
  try {
    return { name, state: 'good', detail: check() };
  } catch (error) {
    return { name, state: 'bad', detail: (error as Error).message };
  }
}
