import { assert } from '../../base/assert.ts';
import type { World } from '../world.ts';
import type { Fault, FaultKind } from './fault.ts';
import { type AnyFault, FAULT_KINDS } from './registry.ts';

/** A fault and when it was injected. */
export interface InjectedFault {
  atMs: number;
  /** Its place, from 0, among all that the test wanted injected, omitted ones included. */
  position: number;
  fault: AnyFault;
}

/** Injects faults into a world, but for those that its variation omits, and keeps what it did as data. */
export class FaultInjector {
  readonly schedule: InjectedFault[] = [];
  readonly #world: World;
  readonly #omitted: ReadonlySet<number>;
  #next = 0;

  constructor(world: World) {
    this.#world = world;
    this.#omitted = new Set(world.variation.omittedFaults);
  }

  inject(fault: AnyFault): void {
    const position = this.#next++;
    if (this.#omitted.has(position)) return;
    this.schedule.push({ atMs: this.#world.nowMs, position, fault });
    kindOf(fault).inject(fault, this.#world);
  }

  /** How many faults of a kind were injected so far. */
  count(kind: AnyFault['kind']): number {
    return this.schedule.filter(({ fault }) => fault.kind === kind).length;
  }
}

/** One clause about a fault, without time: `crash server 2`. */
export function describeFault(fault: AnyFault, name: (node: number) => string): string {
  return kindOf(fault).describe(fault, name);
}

function kindOf(fault: AnyFault): FaultKind<Fault> {
  const kind = FAULT_KINDS.find((candidate) => candidate.kind === fault.kind);
  assert(kind !== undefined, `there is no fault '${fault.kind}'`);
  return kind as unknown as FaultKind<Fault>;
}
