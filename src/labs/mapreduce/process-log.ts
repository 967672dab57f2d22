import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { World } from '../../harness/world.ts';

/** The end of a process. */
export interface Ending {
  process: SimNode;
  atMs: number;
  /** undefined: it did not end by itself. */
  exitCode: number | undefined;
}

/** When and how every process of a job has ended. */
export class ProcessLog implements Observer {
  readonly endings: Ending[] = [];
  readonly #world: World;
  readonly #waiting = new Map<SimNode, (() => void)[]>();
  #firstExit: Ending | undefined;
  #firstExitResolvers: ((ending: Ending) => void)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  endingOf(process: SimNode): Ending | undefined {
    return this.endings.find((ending) => ending.process === process);
  }

  /** Resolves when the process has ended, before anything else happens. */
  ended(process: SimNode): Promise<void> {
    if (this.endingOf(process) !== undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(process, [...(this.#waiting.get(process) ?? []), resolve]));
  }

  /** The first process that ends by itself, at the moment when it does. */
  firstExit(): Promise<Ending> {
    if (this.#firstExit !== undefined) return Promise.resolve(this.#firstExit);
    return new Promise((resolve) => this.#firstExitResolvers.push(resolve));
  }

  onStop(process: SimNode): void {
    this.endings.push({ process, atMs: this.#world.nowMs, exitCode: undefined });
    for (const resolve of this.#waiting.get(process) ?? []) resolve();
    this.#waiting.delete(process);
    this.#world.wakeDriver();
  }

  onExit(process: SimNode, exitCode: number): void {
    const ending = this.endingOf(process) as Ending;
    ending.exitCode = exitCode;
    if (this.#firstExit !== undefined) return;
    this.#firstExit = ending;
    for (const resolve of this.#firstExitResolvers) resolve(ending);
    this.#world.wakeDriver();
  }
}
