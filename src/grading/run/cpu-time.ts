import { readFileSync } from 'node:fs';

/** The unit of /proc: `getconf CLK_TCK` is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/**
 * CPU time that a process and those that it has started have used so far, ms. Fewer processes count, or none, where
 * /proc does not tell.
 */
export function cpuTimeMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: state, parent …; the 12th and 13th are user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ownMs = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    if (children === '') return ownMs;
    return children.split(' ').reduce((sumMs, child) => sumMs + cpuTimeMs(Number(child)), ownMs);
  } catch {
    return 0;
  }
}
