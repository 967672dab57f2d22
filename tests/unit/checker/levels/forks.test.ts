import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Operation } from '../../../../src/checker/history.ts';
import { forkConsistency } from '../../../../src/checker/levels/fork-consistency.ts';
import { checkProperty } from '../../../property.ts';

type Vector = Record<string, number>;

const CLIENTS = ['A', 'B', 'C'];

/** A server that keeps lines of operations apart: a client is on one line, and may be moved to a copy of it. */
class ForkingServer {
  readonly history: Operation[] = [];
  readonly #lines: { vector: Vector; value: number | null }[] = [{ vector: {}, value: null }];
  readonly #lineOf = new Map(CLIENTS.map((client) => [client, 0]));

  serve(client: string, isWrite: boolean): void {
    const line = this.#lines[this.#lineOf.get(client) as number]!;
    const at = this.history.length;
    line.vector = { ...line.vector, [client]: (line.vector[client] ?? 0) + 1 };
    const access = isWrite
      ? ({ op: 'write', key: 'f', value: at } as const)
      : ({ op: 'read', key: 'f', value: line.value } as const);
    if (isWrite) line.value = at;
    this.history.push({ client, accesses: [access], callAt: 2 * at, returnAt: 2 * at + 1, vector: line.vector });
  }

  fork(client: string): void {
    this.#lines.push({ ...this.#lines[this.#lineOf.get(client) as number]! });
    this.#lineOf.set(client, this.#lines.length - 1);
  }

  /** Shows a client the line of another one, with its own operations added to it. */
  join(client: string, other: string): boolean {
    const [own, shown] = [client, other].map((name) => this.#lines[this.#lineOf.get(name) as number]!.vector);
    const isAtMost = (a: Vector, b: Vector) => CLIENTS.every((name) => (a[name] ?? 0) <= (b[name] ?? 0));
    if (isAtMost(own as Vector, shown as Vector) || isAtMost(shown as Vector, own as Vector)) return false;
    const merged = CLIENTS.map((name) => [name, Math.max(own?.[name] ?? 0, shown?.[name] ?? 0)] as const);
    const vector: Vector = Object.fromEntries(merged);
    vector[client] = (vector[client] ?? 0) + 1;
    this.history.push({ client, accesses: [], callAt: 1_000, returnAt: 1_001, vector });
    return true;
  }
}

const steps = fc.array(
  fc.record({ client: fc.constantFrom(...CLIENTS), what: fc.constantFrom('read', 'write', 'write', 'fork') }),
  { minLength: 1, maxLength: 25 },
);

function served(plan: readonly { client: string; what: string }[]): ForkingServer {
  const server = new ForkingServer();
  server.serve('A', true);
  for (const { client, what } of plan) {
    if (what === 'fork') server.fork(client);
    else server.serve(client, what === 'write');
  }
  return server;
}

describe('fork consistency', () => {
  checkProperty(
    'a server that keeps its lines apart is fork consistent',
    fc.property(steps, (plan) => {
      expect(forkConsistency.check(served(plan).history).outcome).toBe('ok');
    }),
  );

  checkProperty(
    'a server that joins two lines is not',
    fc.property(steps, fc.constantFrom(...CLIENTS), fc.constantFrom(...CLIENTS), (plan, client, other) => {
      const server = served(plan);
      fc.pre(server.join(client, other));
      expect(forkConsistency.check(server.history)).toMatchObject({ outcome: 'illegal', anomaly: 'fork-join' });
    }),
  );

  checkProperty(
    'nor is one that shows an old value under a new vector',
    fc.property(steps, fc.nat(), (plan, at) => {
      const { history } = served(plan);
      const reads = history.filter(({ accesses }) => accesses[0]?.op === 'read');
      fc.pre(reads.length > 0);
      const tampered = reads[at % reads.length] as Operation;
      const changed = history.map((operation) =>
        operation === tampered
          ? { ...operation, accesses: [{ op: 'read' as const, key: 'f', value: 'old' }] }
          : operation,
      );
      expect(forkConsistency.check(changed)).toMatchObject({ outcome: 'illegal', anomaly: 'stale-read' });
    }),
  );
});
