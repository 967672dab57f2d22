import { ProtocolViolation } from '../../harness/nodes/effects.ts';
import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';
import type { TaskKind } from '../../sdk/programs/worker.ts';
import { PropertyViolated } from '../failure.ts';
import { reduceAfterMaps, runOnce } from './properties.ts';

/** One call of the application's map or reduce. */
export interface TaskCall {
  worker: SimNode;
  kind: TaskKind;
  /** The file of a map, the key of a reduce. */
  name: string;
  beginMs: number;
  /** How many workers, this one included, were in a call of this kind when it began. */
  workersBusy: number;
  /** lost: the worker ended on the way. */
  state: 'running' | 'finished' | 'lost';
  endMs: number | undefined;
}

/**
 * Every call of map and reduce in a job. It watches that no reduce begins before all files have been mapped, and, where
 * nothing gives a reason for it, that nothing is run twice.
 */
export class TaskLog implements Observer {
  readonly calls: TaskCall[] = [];
  /** Must every file be mapped and every key be reduced just once? */
  mustRunOnce = false;
  readonly #world: World;
  readonly #unmapped: Set<string>;
  readonly #running = new Set<TaskCall>();
  readonly #waiting = new Map<(log: this) => boolean, () => void>();

  constructor(world: World, fileNames: readonly string[]) {
    this.#world = world;
    this.#unmapped = new Set(fileNames);
  }

  /** Files that no worker has mapped yet. */
  get unmapped(): string[] {
    return [...this.#unmapped];
  }

  get running(): readonly TaskCall[] {
    return [...this.#running];
  }

  callsOf(kind: TaskKind, name?: string): TaskCall[] {
    return this.calls.filter((call) => call.kind === kind && (name === undefined || call.name === name));
  }

  hasFinished(kind: TaskKind, name: string): boolean {
    return this.callsOf(kind, name).some(({ state }) => state === 'finished');
  }

  lastOf(worker: SimNode): TaskCall | undefined {
    return this.calls.findLast((call) => call.worker === worker);
  }

  /** Resolves at the call's begin or end, or worker's end, after which the condition holds. */
  until(condition: (log: this) => boolean): Promise<void> {
    if (condition(this)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(condition, resolve));
  }

  onObserve(worker: SimNode, topic: string, value: string): void {
    const name = parseName(value);
    switch (topic) {
      case 'map-begin':
        this.#begin(worker, 'map', name);
        break;
      case 'reduce-begin':
        this.#requireMaps(worker, name);
        this.#begin(worker, 'reduce', name);
        break;
      case 'map-end':
        this.#end(worker, 'map', name);
        this.#unmapped.delete(name);
        break;
      case 'reduce-end':
        this.#end(worker, 'reduce', name);
        break;
    }
    this.#wake();
  }

  onStop(worker: SimNode): void {
    for (const call of this.#running) {
      if (call.worker !== worker) continue;
      call.state = 'lost';
      this.#running.delete(call);
    }
    this.#wake();
  }

  #begin(worker: SimNode, kind: TaskKind, name: string): void {
    if (this.mustRunOnce) this.#requireFirst(worker, kind, name);
    const call: TaskCall = {
      worker,
      kind,
      name,
      beginMs: this.#world.nowMs,
      workersBusy: 0,
      state: 'running',
      endMs: undefined,
    };
    this.calls.push(call);
    this.#running.add(call);
    const busy = [...this.#running].filter((other) => other.kind === kind).map((other) => other.worker);
    call.workersBusy = new Set(busy).size;
  }

  #end(worker: SimNode, kind: TaskKind, name: string): void {
    for (const call of this.#running) {
      if (call.worker !== worker || call.kind !== kind || call.name !== name) continue;
      call.state = 'finished';
      call.endMs = this.#world.nowMs;
      this.#running.delete(call);
      return;
    }
  }

  #requireMaps(worker: SimNode, key: string): void {
    if (this.#unmapped.size === 0) return;
    throw new PropertyViolated(reduceAfterMaps, {
      message: `${worker.spec.name} reduced the key '${key}' before all files were mapped`,
      expected: 'the first reduce begins when every file has been mapped',
      actual: `not mapped yet: ${this.unmapped.join(', ')}`,
    });
  }

  #requireFirst(worker: SimNode, kind: TaskKind, name: string): void {
    const [first] = this.callsOf(kind, name);
    if (first === undefined) return;
    const what = `${kind} of '${name}'`;
    throw new PropertyViolated(runOnce, {
      message: `the ${what} was run again`,
      expected: `one ${what}, which ${first.worker.spec.name} began at ${Math.round(first.beginMs)} ms (${first.state})`,
      actual: `${worker.spec.name} began it once more`,
    });
  }

  #wake(): void {
    for (const [condition, resolve] of this.#waiting) {
      if (!condition(this)) continue;
      this.#waiting.delete(condition);
      resolve();
      this.#world.wakeDriver();
    }
  }
}

function parseName(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    throw new ProtocolViolation(`the name of a task is not JSON: ${json.slice(0, 80)}`);
  }
}
