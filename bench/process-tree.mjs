import { readdirSync, readFileSync } from 'node:fs';

/** The numbers of a process and its descendants, as /proc shows them. */
export function processTree(root) {
  const parents = new Map();
  for (const pid of pids()) {
    const parent = parentOf(pid);
    if (parent !== undefined) parents.set(pid, parent);
  }
  const isInside = (pid) => pid === root || (parents.has(pid) && isInside(parents.get(pid)));
  return [...parents.keys()].filter(isInside);
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

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
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
