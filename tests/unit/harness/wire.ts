import { Network } from '../../../src/harness/network/network.ts';
import { LABRPC } from '../../../src/harness/network/profile.ts';
import { EVENT } from '../../../src/harness/nodes/protocol.ts';
import { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { Scheduler } from '../../../src/harness/simulation/scheduler.ts';
import { Disk } from '../../../src/harness/storage/disk.ts';
import type { Variation } from '../../../src/harness/variation.ts';

/** What became of a call, in ms since it was made. */
export interface Outcome {
  /** When its request reached the server, for each time that it did. */
  arrivalsMs: number[];
  ok: boolean;
  endMs: number;
}

/** Two nodes and the network between them, without code: a server that answers at once. */
export class Wire {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly client: SimNode;
  readonly server: SimNode;
  #nextRpcId = 1;

  constructor(seed: number, variation: Variation = {}) {
    this.scheduler = new Scheduler(seed);
    this.network = new Network(LABRPC, this.scheduler, variation);
    const [client, server] = [0, 1].map((id) => {
      const node = new SimNode(id, { name: `node ${id}`, program: 'none', options: null }, new Disk());
      node.isAlive = true;
      node.incarnation = 1;
      return node;
    }) as [SimNode, SimNode];
    this.client = client;
    this.server = server;
  }

  /** Makes a call, and waits until everything has happened that it leads to. */
  call(args = '"args"', reply = '"reply"'): Outcome {
    const startMs = this.scheduler.nowMs;
    const rpcId = this.#nextRpcId++;
    const outcome: Outcome = { arrivalsMs: [], ok: false, endMs: Number.NaN };
    this.network.send(this.client, rpcId, this.server, 'Method', args);
    for (let event = this.scheduler.next(); event !== undefined; event = this.scheduler.next()) {
      const sinceMs = round(event.atMs - startMs);
      if (event.kind === EVENT.rpc) {
        outcome.arrivalsMs.push(sinceMs);
        this.network.arrive(event.a);
        this.network.reply(this.server, event.a, reply);
      } else if (event.kind === EVENT.reply && event.a === rpcId) {
        outcome.ok = event.b === 1;
        outcome.endMs = sinceMs;
      }
    }
    return outcome;
  }

  calls(count: number): Outcome[] {
    return Array.from({ length: count }, () => this.call());
  }
}

/** Differences of times, in the simulation's unit again: whole nanoseconds. */
export function round(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How often each whole number from 0 to `most` comes up. */
export function histogram(values: readonly number[], most: number): number[] {
  const counts = new Array<number>(most + 1).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? Number.NaN) + 1;
  return counts;
}

/** Pearson's statistic against a uniform distribution, per degree of freedom: about 1 if it is one. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) / (counts.length - 1);
}
