import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import type { SnapshotSighting } from '../../sdk/programs/observe-raft.ts';
import { PropertyViolated } from '../failure.ts';
import { applyOrder, stateMachineSafety } from './properties.ts';

/** What the group has agreed on at an index: the first application by any server. */
interface Chosen {
  command: string;
  by: string;
  atMs: number;
}

/** Where a server's service stands: what Raft has to hand to it next. */
interface Position {
  /** Undefined right after a boot from a snapshot. */
  lastApplied: number | undefined;
  /** What the snapshot on its disk may cover; undefined when nobody saw it being made. */
  restored: ReadonlySet<number> | undefined;
}

/**
 * The apply check for a group whose service is the submission itself (Labs 3 and 4): the same command at the same index
 * everywhere, each index once and in order, beginning after the snapshot that the service has restored.
 *
 * The service's snapshots are opaque. Which index one covers is known from when the service made it, by its length:
 * where several have the same length, any of them may be the one on the disk.
 */
export class ServiceLog implements Observer {
  readonly #chosen: (Chosen | undefined)[] = [];
  readonly #positions = new Map<SimNode, Position>();
  /** Length of a snapshot → the indices that snapshots of this length cover. */
  readonly #made = new Map<number, Set<number>>();
  readonly #installed = new Map<SimNode, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Does the harness see anything? Not when the service takes its Raft from elsewhere than the lab's module. */
  get isObserving(): boolean {
    return this.#chosen.length > 0;
  }

  /** Index of the last entry that any server has applied. */
  get lastIndex(): number {
    return Math.max(0, this.#chosen.length - 1);
  }

  /** How many snapshots a server has received from its leaders. */
  installedBy(server: SimNode): number {
    return this.#installed.get(server) ?? 0;
  }

  onBoot(node: SimNode): void {
    const { snapshot } = node.disk;
    this.#positions.set(
      node,
      snapshot === ''
        ? { lastApplied: 0, restored: undefined }
        : { lastApplied: undefined, restored: this.#made.get(snapshot.length) },
    );
  }

  onObserve(_node: SimNode, topic: string, value: string): void {
    if (topic !== 'snapshot') return;
    // Whether Raft is given a sensible index shows in what it applies next.
    const { index, length } = (JSON.parse(value) ?? {}) as Partial<SnapshotSighting>;
    if (index === undefined || length === undefined || !Number.isSafeInteger(index)) return;
    const indices = this.#made.get(length) ?? new Set();
    this.#made.set(length, indices.add(index));
  }

  onApply(node: SimNode, index: number, command: string): void {
    const position = this.#positions.get(node) as Position;
    const { lastApplied, restored } = position;
    if (lastApplied !== undefined) {
      if (index !== lastApplied + 1) throw outOfOrder(node, index, command, [lastApplied]);
    } else if (restored !== undefined && !restored.has(index - 1)) {
      throw outOfOrder(node, index, command, [...restored]);
    }
    position.lastApplied = index;
    this.#agree(node, index, command);
  }

  onApplySnapshot(node: SimNode, index: number): void {
    const position = this.#positions.get(node) as Position;
    const { lastApplied, restored } = position;
    const least = lastApplied ?? Math.min(...(restored ?? [0]));
    if (index < least) {
      throw new PropertyViolated(applyOrder, {
        message: `${node.spec.name} went back to an older snapshot`,
        expected: `no snapshot older than index ${least}, which the service has applied`,
        actual: `Raft delivered a snapshot that ends at index ${index}`,
        hint: 'ignore an InstallSnapshot that does not reach beyond what the server has applied (Raft §7)',
      });
    }
    if (lastApplied !== undefined && index > lastApplied) this.#installed.set(node, this.installedBy(node) + 1);
    position.lastApplied = index;
  }

  #agree(node: SimNode, index: number, command: string): void {
    const chosen = this.#chosen[index];
    if (chosen === undefined) {
      this.#chosen[index] = { command, by: node.spec.name, atMs: this.#now() };
    } else if (chosen.command !== command) {
      throw new PropertyViolated(stateMachineSafety, {
        message: `servers disagree about index ${index}: a committed entry was replaced`,
        expected: `${node.spec.name} applies ${chosen.command} at index ${index}, as ${chosen.by} did at ${chosen.atMs} ms`,
        actual: `${node.spec.name} applied ${command} at index ${index}`,
      });
    }
  }
}

function outOfOrder(node: SimNode, index: number, command: string, after: readonly number[]): PropertyViolated {
  const name = node.spec.name;
  const last = Math.max(...after);
  return new PropertyViolated(applyOrder, {
    message: `${name} ${index === 0 ? 'applied index 0: the first entry is at index 1' : index <= last ? `applied index ${index} a second time` : `skipped index ${last + 1}`}`,
    expected: `Raft hands index ${after.map((position) => position + 1).join(' or ')} to the service of ${name} next`,
    actual: `it handed over ${command} at index ${index}`,
  });
}
