/** What a lab needs from a submission: one module, its exports, and the programs that run them as nodes. */
export interface LabEntry {
  /** File name without extension, and name of the lab: `raft`. */
  name: string;
  /** What the module must export. */
  exports: readonly string[];
  /** Program name → the SDK's glue: a module of `src/sdk/programs` and the name of its factory. */
  programs: Readonly<Record<string, { module: string; factory: string }>>;
  /** A service above the submission's own Raft: the harness wants to see what Raft hands to it (`observe-raft.ts`). */
  observesRaft?: boolean;
  /** Labs that this one builds on, and whose modules run in the same world: the controller of Lab 4B. */
  companions?: readonly LabEntry[];
}
