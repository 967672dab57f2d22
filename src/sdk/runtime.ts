import type { Persister } from './rpc.ts';

/**
 * What a program (the glue between a submission's exports and the node protocol) is given. It exists once per booted
 * node, inside the node's own realm; students never see it.
 */
export interface NodeRuntime<Options = unknown> {
  readonly options: Options;
  readonly persister: Persister;
  /** Calls a method on another node; resolves to the reply, or to `undefined` when the network gave up. */
  // biome-ignore lint/suspicious/noExplicitAny: the caller states the reply's type
  call(to: number, method: string, args: unknown): Promise<any>;
  /**
   * Hands a committed command to the harness.
   *
   * @param wait true: the promise resolves when the harness, in the role of the service, has taken it.
   */
  apply(index: number, command: unknown, wait: boolean): Promise<void>;
  applySnapshot(index: number, term: number, snapshot: string, wait: boolean): Promise<void>;
  /** Tells the harness the node's term and whether it believes to lead. */
  role(term: number, isLeader: boolean): void;
  /** Lets the harness see a fact about this node. Topics are the lab's own. */
  observe(topic: string, value: unknown): void;
  /** An operation on the shared file system. Rejects when it fails. */
  file(operation: string, args: readonly unknown[]): Promise<unknown>;
  /** Ends this node's process. */
  exit(code: number): void;
  /** Reports an error that nobody will catch; the node is considered crashed. */
  fail(error: unknown): void;
}

/** A booted node as the runtime drives it. */
export interface Program {
  /** Handles an RPC: the reply, or a promise of it. */
  onRpc(method: string, args: unknown, from: number): unknown;
  /** Handles a call by the harness of the node's own API. */
  onCall(method: string, args: readonly unknown[]): unknown;
  /** Called after every step, before its effects leave. */
  afterStep?(): void;
}

/** Boots a node: what `bundle.programs[name]` is. */
export type ProgramFactory = (runtime: NodeRuntime<never>) => Program;
