import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_S = 100;

/** A process and its descendants, as /proc shows them: their numbers and what they have used of the CPU. */
export function processTree(root) {
  const all = new Map();
  for (const pid of pids()) {
    const entry = look(pid);
    if (entry !== undefined) all.set(pid, entry);
  }
  const isInside = (pid) => pid === root || (all.has(pid) && isInside(all.get(pid).parent));
  return [...all].filter(([pid]) => isInside(pid)).map(([, entry]) => entry);
}

function pids() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid,
      parent: Number(fields[1]),
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S,
    };
  } catch {
    // It ended while we looked.
    return undefined;
  }
}

/** Memory of a process; what several processes share (the program itself) is divided among them. */
export function memoryBytes(pid) {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
