import { ProtocolViolation } from '../nodes/effects.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { Observer } from '../observer.ts';
import type { FileResult, World } from '../world.ts';

/** How fast one-sided operations are, ms. Lecture 14: 5 µs each, more than ten million per second at one target. */
export interface RdmaTiming {
  /** From the issuing card to the target's, and back. */
  oneWayMs: number;
  /** What the target's card needs for each operation. */
  cardMs: number;
}

export const RDMA_TIMING: RdmaTiming = { oneWayMs: 0.0024, cardMs: 0.0001 };

/** When a card gives up on a machine that does not answer, ms. */
const UNREACHABLE_MS = 0.5;

/** A machine's memory that other machines' cards may access. It survives its process, as NVRAM survives a power cut. */
interface RegisteredMemory {
  cells: Map<string, string>;
  /** Logs that others append to, by name: what is left, and how many records have been truncated before it. */
  logs: Map<string, { truncated: number; records: string[] }>;
  cardFreeAtMs: number;
}

/**
 * One-sided remote memory access: the target's network card reads and appends without a step of the target's CPU.
 *
 * Nodes use it through file operations: `rdma.read [node, address]` gives the cell's value or null; `rdma.append [node,
 * log, record]` ends when the record is in the target's memory; `rdma.logs [node]` gives all logs as `{ truncated, records }`, for
 * recovery. The
 * target polls its memory: it is handed every record by a call of its `poll [log, record]`. A node changes its own
 * memory by observing `rdma.store [[address, value], …]`, all at once, and `rdma.truncate [log, records]`. An operation
 * on a machine that does not run or cannot be reached fails.
 */
export class RdmaFabric implements Observer {
  reads = 0;
  appends = 0;
  /** Payload of both. */
  bytes = 0;
  readonly #world: World;
  readonly #timing: RdmaTiming;
  readonly #memories = new Map<SimNode, RegisteredMemory>();

  constructor(world: World, timing: RdmaTiming = RDMA_TIMING) {
    this.#world = world;
    this.#timing = timing;
  }

  onObserve(node: SimNode, topic: string, value: string): void {
    const { cells, logs } = this.#memoryOf(node);
    if (topic === 'rdma.store') {
      for (const [address, cell] of JSON.parse(value) as [string, unknown][]) cells.set(address, JSON.stringify(cell));
    } else if (topic === 'rdma.truncate') {
      const [log, records] = JSON.parse(value) as [string, number];
      const entry = logs.get(log);
      if (entry !== undefined) entry.truncated += entry.records.splice(0, records).length;
    }
  }

  onFile(node: SimNode, operationId: number, operation: string, args: string): void {
    const [targetId, name, record] = JSON.parse(args) as [number, string, unknown];
    const target = this.#world.nodes[targetId];
    if (target === undefined) {
      throw new ProtocolViolation(`a one-sided operation on node ${targetId}, which does not exist`);
    }
    const leavesInMs = node.load?.send(args.length) ?? 0;
    this.#atCardOf(target, leavesInMs, () => {
      const answer: FileResult = this.#isReachable(node, target)
        ? { value: this.#perform(target, operation, name, record) }
        : { error: `${target.spec.name} cannot be reached` };
      const afterMs = 'value' in answer ? this.#timing.oneWayMs : UNREACHABLE_MS;
      if (node.isAlive) this.#world.answerFile(node, operationId, answer, afterMs);
    });
  }

  /** Does something when the operation has arrived and it is its turn at the target's card. */
  #atCardOf(target: SimNode, leavesInMs: number, action: () => void): void {
    const memory = this.#memoryOf(target);
    const arrivesAtMs = this.#world.nowMs + leavesInMs + this.#timing.oneWayMs;
    memory.cardFreeAtMs = Math.max(memory.cardFreeAtMs, arrivesAtMs) + this.#timing.cardMs;
    this.#world.scheduler.scheduleTask(memory.cardFreeAtMs - this.#world.nowMs, action);
  }

  #perform(target: SimNode, operation: string, name: string, record: unknown): unknown {
    const { cells, logs } = this.#memoryOf(target);
    switch (operation) {
      case 'rdma.read': {
        this.reads++;
        const cell = cells.get(name);
        this.bytes += cell?.length ?? 0;
        return cell === undefined ? null : JSON.parse(cell);
      }
      case 'rdma.append': {
        this.appends++;
        const log = logs.get(name) ?? { truncated: 0, records: [] };
        const text = JSON.stringify(record);
        this.bytes += text.length;
        log.records.push(text);
        logs.set(name, log);
        void this.#world.call(target, 'poll', [name, record]);
        return null;
      }
      case 'rdma.logs':
        return Object.fromEntries(
          [...logs].map(([log, { truncated, records }]) => [
            log,
            { truncated, records: records.map((text) => JSON.parse(text)) },
          ]),
        );
      default:
        throw new ProtocolViolation(`unknown one-sided operation ${JSON.stringify(operation)}`);
    }
  }

  #isReachable(from: SimNode, to: SimNode): boolean {
    const { network } = this.#world;
    return (
      to.isAlive &&
      [network.link(from.id, to.id), network.link(to.id, from.id)].every((link) => link.isEnabled && !link.isCut)
    );
  }

  #memoryOf(node: SimNode): RegisteredMemory {
    let memory = this.#memories.get(node);
    if (memory === undefined) {
      memory = { cells: new Map(), logs: new Map(), cardFreeAtMs: 0 };
      this.#memories.set(node, memory);
    }
    return memory;
  }
}
