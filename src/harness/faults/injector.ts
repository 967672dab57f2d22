import { assert } from '../../base/assert.ts';
import type { World } from '../world.ts';
import type { Fault, FaultKind } from './fault.ts';
import { type AnyFault, FAULT_KINDS } from './registry.ts';

/** A fault and when it was injected. */
export interface InjectedFault {
  atMs: number;
  fault: AnyFault;
}

/** Injects faults into a world and keeps the schedule of what was injected, as data. */
export class FaultInjector {
  readonly schedule: InjectedFault[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  inject(fault: AnyFault): void {
    this.schedule.push({ atMs: this.#world.nowMs, fault });
    kindOf(fault).inject(fault, this.#world);
  }

  /** How many faults of a kind were injected so far. */
  count(kind: AnyFault['kind']): number {
    return this.schedule.filter(({ fault }) => fault.kind === kind).length;
  }

  /** What was injected, one clause per fault. */
  story(): string[] {
    const name = (id: number) => this.#world.node(id).spec.name;
    return this.schedule.map(({ atMs, fault }) => `${kindOf(fault).describe(fault, name)} at ${atMs} ms`);
  }
}

function kindOf(fault: AnyFault): FaultKind<Fault> {
  const kind = FAULT_KINDS.find((candidate) => candidate.kind === fault.kind);
  assert(kind !== undefined, `there is no fault '${fault.kind}'`);
  return kind as unknown as FaultKind<Fault>;
}
