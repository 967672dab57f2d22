// The command line as a user sees it: wall time on one worker, and peak memory of all its processes together (Linux);
// of all tests, how much of the time the course's own take.
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryBytes, processTree } from './process-tree.mjs';

const LABS = fileURLToPath(new URL('../bin/labs.js', import.meta.url));
const SAMPLE_MS = 20;

const ALL = ['test', 'all', '--jobs', '1', '--reporter', 'json'];
const COMMANDS = [['--help'], ['test', '2A', '2B', '--jobs', '1'], ALL];

/** Memory of a process and its descendants, bytes; 0 where /proc does not exist. */
function treeMemoryBytes(root) {
  return processTree(root).reduce((sum, pid) => sum + memoryBytes(pid), 0);
}

/** @param looksAtMemory looking costs what is measured some time. */
function measure(args, looksAtMemory) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, [LABS, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    let peakBytes = 0;
    const look = () => {
      peakBytes = Math.max(peakBytes, treeMemoryBytes(child.pid));
    };
    const sampler = looksAtMemory ? setInterval(look, SAMPLE_MS) : undefined;
    child.on('close', (exitCode) => {
      clearInterval(sampler);
      resolve({ exitCode, seconds: (performance.now() - start) / 1000, peakBytes, output });
    });
  });
}

/** How many tests of a report belong to the course (the others are extras), and their share of the time in tests. */
function courseShare(report) {
  const { tests } = JSON.parse(execFileSync(process.execPath, [LABS, 'list', '--json'], { encoding: 'utf8' }));
  const extras = new Set(tests.filter(({ extra }) => extra).map(({ id }) => id));
  const runs = JSON.parse(report).parts.flatMap(({ tests }) => tests);
  const course = runs.filter(({ id }) => !extras.has(id));
  const sumMs = (some) => some.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return { all: runs.length, course: course.length, share: sumMs(course) / sumMs(runs) };
}

export async function run() {
  for (const args of COMMANDS) {
    const { peakBytes } = await measure(args, true);
    const { exitCode, seconds, output } = await measure(args, false);
    const memory = peakBytes > 0 ? `, peak ${Math.round(peakBytes / 1e6)} MB` : '';
    console.log(`labs ${args.join(' ')}: ${seconds.toFixed(2)} s${memory}, exit ${exitCode}`);
    if (args !== ALL) continue;
    const { all, course, share } = courseShare(output);
    console.log(
      `  ${all} tests; the ${course} of the course without the extras: ${(share * seconds).toFixed(2)} s of them`,
    );
  }
}
