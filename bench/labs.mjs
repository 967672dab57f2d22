// The command line as a user sees it: wall time on one worker, and peak memory of all its processes together (Linux).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processTree } from './process-tree.mjs';

const LABS = fileURLToPath(new URL('../bin/labs.js', import.meta.url));
const SAMPLE_MS = 20;

const COMMANDS = [['--help'], ['test', '2A', '2B', '--jobs', '1'], ['test', 'all', '--jobs', '1']];

/** Resident memory of a process and its descendants, bytes; 0 where /proc does not exist. */
function treeMemoryBytes(root) {
  return processTree(root).reduce((sum, { residentBytes }) => sum + residentBytes, 0);
}

function measure(args) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, [LABS, ...args], { stdio: 'ignore' });
    let peakBytes = 0;
    const sampler = setInterval(() => {
      peakBytes = Math.max(peakBytes, treeMemoryBytes(child.pid));
    }, SAMPLE_MS);
    child.on('close', (exitCode) => {
      clearInterval(sampler);
      resolve({ exitCode, seconds: (performance.now() - start) / 1000, peakBytes });
    });
  });
}

export async function run() {
  for (const args of COMMANDS) {
    await measure(args);
    const { exitCode, seconds, peakBytes } = await measure(args);
    const memory = peakBytes > 0 ? `, peak ${Math.round(peakBytes / 1e6)} MB` : '';
    console.log(`labs ${args.join(' ')}: ${seconds.toFixed(2)} s${memory}, exit ${exitCode}`);
  }
}
