/**
 * One end of a connection to another server (Go: `labrpc.ClientEnd`).
 *
 * The network copies arguments and replies as JSON, so nothing is ever shared between two servers.
 */
export interface Peer {
  /**
   * Calls `method` on the other side and resolves to its reply, or to `undefined` where Go's `Call` returns false:
   * the request or the reply was lost, the server is down, or the network gave up. It never rejects, and it may take
   * seconds to resolve when the server cannot be reached, so do not make other work wait for it.
   *
   * @param method `'AppendEntries'`, or with its service in front as in Go: `'Raft.AppendEntries'`.
   * @param args anything JSON can carry: plain objects, arrays, strings, finite numbers, booleans, null.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the caller states the reply's type; the network cannot know it
  call<Reply = any>(method: string, args: unknown): Promise<Reply | undefined>;
}

/** A server's handler of one RPC method: its reply, or a promise of it. */
// biome-ignore lint/suspicious/noExplicitAny: each handler states the type of its own arguments
export type RpcHandler = (args: any) => unknown;

/** The RPC methods that a server offers, by name. */
export type RpcHandlers = Readonly<Record<string, RpcHandler>>;

/**
 * What survives a crash: Raft's state and the service's snapshot (Go: `Persister`).
 *
 * Writes are durable and atomic as soon as the method returns. Before the first write both strings are empty.
 */
export interface Persister {
  /** Replaces the state and leaves the snapshot alone (Go: `SaveRaftState`). */
  saveState(state: string): void;
  /** Replaces state and snapshot in one atomic step (Go: `SaveStateAndSnapshot`). */
  save(state: string, snapshot: string): void;
  readState(): string;
  readSnapshot(): string;
  /** Size of the state in UTF-8 bytes (Go: `RaftStateSize`). */
  stateSize(): number;
  /** Size of the snapshot in UTF-8 bytes (Go: `SnapshotSize`). */
  snapshotSize(): number;
}
