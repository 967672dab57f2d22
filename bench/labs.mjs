// The command line as a user sees it: wall time on one worker, and peak memory of all its processes together (Linux).
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LABS = fileURLToPath(new URL('../bin/labs.js', import.meta.url));
const SAMPLE_MS = 20;

const COMMANDS = [['--help'], ['test', '2A', '2B', '--jobs', '1'], ['test', 'all', '--jobs', '1']];

/** Resident memory of a process and its descendants, bytes; 0 where /proc does not exist. */
function treeMemoryBytes(root) {
  const parents = new Map();
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(pid), Number(parent));
    }
  } catch {
    // A process that ended while we looked.
  }
  const isInside = (pid) => pid === root || (parents.has(pid) && parents.get(pid) > 1 && isInside(parents.get(pid)));
  let bytes = 0;
  for (const pid of parents.keys()) {
    try {
      if (isInside(pid)) bytes += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
    } catch {
      // As above.
    }
  }
  return bytes;
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
