import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import { PropertyViolated } from '../failure.ts';
import { applyOrder, stateMachineSafety } from './properties.ts';

/** What the group has agreed on at an index: the first application by any server. */
interface Chosen {
  command: string;
  by: string;
  atMs: number;
}

/** What one server has applied in its current incarnation, or restored from a snapshot. */
class AppliedByServer {
  lastApplied = 0;
  /** index → command JSON */
  readonly commands = new Map<number, string>();
}

/** The content of a snapshot as the harness makes it, in the role of the service. */
interface SnapshotContent {
  lastIncludedIndex: number;
  /** Commands at 1 … lastIncludedIndex, as JSON texts. */
  commands: string[];
}

/**
 * What every server has applied, checked at every apply: the same command at the same index everywhere (state machine
 * safety), each index once and in order, from the beginning or the snapshot after a restart (apply order).
 */
export class AppliedLog implements Observer {
  readonly #chosen: (Chosen | undefined)[] = [];
  readonly #servers = new Map<SimNode, AppliedByServer>();
  readonly #now: () => number;
  /** Snapshots that took a server forward; a server may also be handed the one that it has. */
  snapshotsInstalled = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Index of the last entry that any server has applied. */
  get lastIndex(): number {
    return Math.max(0, this.#chosen.length - 1);
  }

  /** The command that was applied at an index, as JSON; undefined when none was. */
  commandAt(index: number): string | undefined {
    return this.#chosen[index]?.command;
  }

  /** How many of the given servers, as they run now, have applied the index. */
  countApplied(index: number, servers: readonly SimNode[]): number {
    return servers.filter((server) => this.#of(server).commands.has(index)).length;
  }

  lastAppliedBy(server: SimNode): number {
    return this.#of(server).lastApplied;
  }

  /** The service's snapshot of what a server has applied up to an index. */
  snapshotContent(server: SimNode, lastIncludedIndex: number): string {
    const { commands } = this.#of(server);
    const content: SnapshotContent = { lastIncludedIndex, commands: [] };
    for (let index = 1; index <= lastIncludedIndex; index++) content.commands.push(commands.get(index) ?? 'null');
    return JSON.stringify(content);
  }

  onBoot(node: SimNode): void {
    const server = new AppliedByServer();
    this.#servers.set(node, server);
    if (node.disk.snapshot !== '') this.#restore(node, server, this.#parse(node, node.disk.snapshot));
  }

  onApply(node: SimNode, index: number, command: string): void {
    const server = this.#of(node);
    if (index !== server.lastApplied + 1) {
      throw new PropertyViolated(applyOrder, {
        message: `${node.spec.name} ${whatIsWrong(index, server.lastApplied)}`,
        expected: `${node.spec.name} applies index ${server.lastApplied + 1} next`,
        actual: `${node.spec.name} applied ${command} at index ${index}`,
      });
    }
    server.lastApplied = index;
    server.commands.set(index, command);
    this.#agree(node, index, command);
  }

  onApplySnapshot(node: SimNode, index: number, _term: number, snapshot: string): void {
    const server = this.#of(node);
    const content = this.#parse(node, snapshot);
    if (content.lastIncludedIndex !== index) {
      throw new PropertyViolated(applyOrder, {
        message: `${node.spec.name} delivered a snapshot under the wrong index`,
        expected: `snapshotIndex ${content.lastIncludedIndex}, which the snapshot was made for`,
        actual: `snapshotIndex ${index}`,
      });
    }
    if (index < server.lastApplied) {
      throw new PropertyViolated(applyOrder, {
        message: `${node.spec.name} went back to an older snapshot`,
        expected: `no snapshot older than index ${server.lastApplied}, which ${node.spec.name} has applied`,
        actual: `${node.spec.name} delivered a snapshot that ends at index ${index}`,
        hint: 'ignore an InstallSnapshot that does not reach beyond what the server has applied (Raft §7)',
      });
    }
    if (index > server.lastApplied) this.snapshotsInstalled++;
    this.#restore(node, server, content);
  }

  #restore(node: SimNode, server: AppliedByServer, content: SnapshotContent): void {
    server.commands.clear();
    content.commands.forEach((command, offset) => {
      server.commands.set(offset + 1, command);
      this.#agree(node, offset + 1, command);
    });
    server.lastApplied = content.lastIncludedIndex;
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

  #parse(node: SimNode, snapshot: string): SnapshotContent {
    try {
      const content = JSON.parse(snapshot) as SnapshotContent;
      if (Number.isSafeInteger(content.lastIncludedIndex) && Array.isArray(content.commands)) return content;
    } catch {
      // Not JSON: as wrong as JSON of another shape.
    }
    throw new PropertyViolated(applyOrder, {
      message: `${node.spec.name} has a snapshot that the service did not make`,
      expected: 'the string that the service gave to snapshot(), unchanged',
      actual: JSON.stringify(snapshot.slice(0, 60)),
    });
  }

  #of(node: SimNode): AppliedByServer {
    let server = this.#servers.get(node);
    if (server === undefined) {
      server = new AppliedByServer();
      this.#servers.set(node, server);
    }
    return server;
  }
}

function whatIsWrong(index: number, lastApplied: number): string {
  if (index === 0) return 'applied index 0: the first entry is at index 1';
  if (index <= lastApplied) return `applied index ${index} a second time`;
  return `skipped ${index === lastApplied + 2 ? `index ${index - 1}` : `indices ${lastApplied + 1} to ${index - 1}`}`;
}
