import { describeFault, type InjectedFault } from '../../harness/faults/injector.ts';
import type { CellRun } from '../run/cell-run.ts';

/** More lost messages than this are told by their number. */
const MAX_LOSSES = 6;

interface Line {
  atMs: number;
  text: string;
}

/** What was done to the servers and the network in a run, one line each, in the order of time. */
export function storyOf({ faults, losses, nodes }: CellRun): string[] {
  const name = (id: number) => nodes[id] ?? `node ${id}`;
  const lines: Line[] = together(faults).map((group) => ({ atMs: group[0].atMs, text: describeGroup(group, name) }));
  const shown = losses.length > MAX_LOSSES ? [] : losses;
  for (const { atMs, direction, method, from, to } of shown) {
    const what = direction === 'request' ? `the ${method} of` : `the reply to ${method} of`;
    lines.push({ atMs, text: `lose ${what} ${name(from)} to ${name(to)}` });
  }
  const numbered = lines
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, text }, i) => `${i + 1}. ${text} at ${formatMs(atMs)}`);
  if (losses.length > shown.length) {
    numbered.push(`${numbered.length + 1}. the network loses ${losses.length} messages at random`);
  }
  return numbered;
}

/** How many faults a story has: what happens to several nodes at one time is one. */
export function countFaults(faults: readonly InjectedFault[]): number {
  return together(faults).length;
}

type Group = [InjectedFault, ...InjectedFault[]];

/** Faults of one kind that hit one node each, at one time, belong together. */
function together(faults: readonly InjectedFault[]): Group[] {
  const groups: Group[] = [];
  for (const injected of faults) {
    const last = groups.at(-1);
    if (last !== undefined && isSame(last[0], injected)) last.push(injected);
    else groups.push([injected]);
  }
  return groups;
}

const OF_ONE_NODE = new Set(['crash', 'restart', 'isolate', 'reconnect', 'mute']);

function isSame(a: InjectedFault, b: InjectedFault): boolean {
  return a.atMs === b.atMs && a.fault.kind === b.fault.kind && OF_ONE_NODE.has(a.fault.kind);
}

function describeGroup([{ fault }, ...others]: Group, name: (id: number) => string): string {
  const rest = others.map((other) => `, ${name((other.fault as { node: number }).node)}`);
  return `${describeFault(fault, name)}${rest.join('')}`;
}

export function formatMs(ms: number): string {
  return `${ms.toLocaleString('en-US', { maximumFractionDigits: 1 })} ms`;
}
