import type { Load } from '../machine/load.ts';
import type { Machine } from '../machine/machine.ts';
import type { SimEvent } from '../simulation/sim-event.ts';
import type { Disk } from '../storage/disk.ts';
import type { NodeClock } from './node-clock.ts';

/** What a node runs, apart from what its disk holds. */
export interface NodeSpec {
  /** Unique; what other nodes and messages call it. */
  name: string;
  /** Which of the bundle's programs. */
  program: string;
  /** Parameters of the program: must survive JSON. */
  options: unknown;
  /** What it runs on; absent: steps, writes and sending take no time. */
  machine?: Machine;
}

/** A simulated process: it may crash and be booted again, each time as a new incarnation with the same disk. */
export class SimNode {
  readonly id: number;
  readonly spec: NodeSpec;
  readonly disk: Disk;
  /** Absent where nothing takes time. */
  readonly load: Load | undefined;
  /** Pending timers by the node's own timer id. */
  readonly timers = new Map<number, SimEvent>();
  /** Calls to other nodes of which its current incarnation has not heard the end. */
  callsInProgress = 0;
  /** Absent: it shows the simulation's time. */
  clock: NodeClock | undefined;
  /** Counts boots; an event for an earlier incarnation is void. */
  incarnation = 0;
  isAlive = false;

  constructor(id: number, spec: NodeSpec, disk: Disk, load?: Load) {
    this.id = id;
    this.spec = spec;
    this.disk = disk;
    this.load = load;
  }
}
