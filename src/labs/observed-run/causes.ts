import { describeFault } from '../../harness/faults/injector.ts';
import { type RecordedStep, StepRecorder } from '../../harness/trace/step-recorder.ts';
import type { RunFailure, RunOptions, TestRun } from '../run-test.ts';
import { type RoleChange, RoleRecorder } from './role-recorder.ts';

/** How many lines a story has at most. */
const MAX_LINES = 40;

export interface CauseLine {
  atMs: number;
  /** Event number; 0 for a fault. */
  event: number;
  node: string;
  text: string;
  /** A stack inside the bundle; empty when nothing is known. */
  stack: string;
  /** When which other node sent the message that the event is about; null when it is about none. */
  sentBy: { node: string; atMs: number } | null;
  /** The groups of a partition; empty for everything else. */
  groups: string[][];
}

/** The events that led to a run's end. */
export interface Causes {
  /** In the order of time. */
  lines: CauseLine[];
  /** Those of the whole run, in the order of time. */
  roles: RoleChange[];
  /** What is not among them: events that cannot have led to it, that changed nothing, or that are too long ago. */
  leftOut: { unrelated: number; routine: number; earlier: number };
}

/** Records a run, and tells what happened before its failure and led to it. */
export class CauseRecorder {
  #recorder: StepRecorder | undefined;
  #roles: RoleRecorder | undefined;

  readonly options: Partial<RunOptions> = {
    notesPlaces: true,
    onWorld: (world) => {
      this.#recorder = new StepRecorder(world);
      this.#roles = new RoleRecorder(world);
    },
    onTrace: (entry) => this.#recorder?.add(entry),
  };

  causesOf(run: TestRun): Causes {
    const steps = this.#recorder?.steps ?? new Map<number, RecordedStep>();
    const roots = rootsOf(run, this.#recorder?.last ?? new Map());
    const past = pastOf(roots, steps);
    const related = [...past].sort((a, b) => a - b).map((event) => steps.get(event) as RecordedStep);
    const notable = related.filter(({ isNotable, event }) => isNotable || roots.includes(event));
    const shown = notable.slice(-MAX_LINES);
    const sinceMs = notable.length > shown.length ? (shown[0]?.atMs ?? 0) : 0;
    const nameOf = (id: number) => run.nodes[id] ?? `node ${id}`;
    const faults = run.faults
      .filter(({ atMs }) => atMs >= sinceMs)
      .map(({ atMs, fault }) => ({
        atMs,
        event: 0,
        node: 'fault',
        text: describeFault(fault, nameOf),
        stack: '',
        sentBy: null,
        groups: fault.kind === 'partition' ? fault.groups.map((group) => group.map(nameOf)) : [],
      }));
    const events = shown.map(({ atMs, event, node, text, stack, parents }) => {
      const sender = parents.map((parent) => steps.get(parent)).find((parent) => parent && parent.node !== node);
      const sentBy = sender === undefined ? null : { node: nameOf(sender.node), atMs: sender.atMs };
      return { atMs, event, node: nameOf(node), text, stack, sentBy, groups: [] };
    });
    return {
      lines: [...faults, ...events].sort((a, b) => a.atMs - b.atMs || a.event - b.event),
      roles: this.#roles?.changes ?? [],
      leftOut: {
        unrelated: steps.size - related.length,
        routine: related.length - notable.length,
        earlier: notable.length - shown.length,
      },
    };
  }
}

/** The last events of the nodes that the failure speaks of, and the one at which it was noticed. */
function rootsOf({ failure, nodes }: TestRun, last: ReadonlyMap<number, number>): number[] {
  if (failure === null) return [...last.values()];
  const text = [failure.message, failure.expected, failure.actual].join('\n');
  const named = nodes.flatMap((name, id) => (isNamed(name, text) ? [last.get(id)] : []));
  const noticed = [...last.values()].find((event) => event === failure.event);
  const roots = [...named, noticed].filter((event) => event !== undefined) as number[];
  return roots.length > 0 ? [...new Set(roots)] : [...last.values()];
}

function isNamed(name: string, text: RunFailure['message']): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/\d/.test(text[at + name.length] ?? '');
}

/** Everything that happened before the given events, and these. */
function pastOf(roots: readonly number[], steps: ReadonlyMap<number, RecordedStep>): Set<number> {
  const past = new Set<number>();
  const open = [...roots];
  for (let event = open.pop(); event !== undefined; event = open.pop()) {
    const step = steps.get(event);
    if (step === undefined || past.has(event)) continue;
    past.add(event);
    open.push(...step.parents);
  }
  return past;
}
