import type { Version } from './version.ts';

/** "Comes after": key → the version that must be there first. */
export type Dependencies = Readonly<Record<string, Version>>;

export interface StoredValue {
  readonly value: string;
  readonly version: Version;
  /** All it depends on (COPS-GT), or the nearest of them (COPS). */
  readonly dependencies: Dependencies;
}

export interface GetArgs {
  key: string;
  /** The least version that will do: the newest one is returned in the first round, exactly this one in the second. */
  version?: Version;
}

export interface GetReply {
  value: string | null;
  version: Version;
  dependencies: Dependencies;
  /** Every data centre has it: nobody needs to depend on it any more. */
  isEverywhere: boolean;
}

/** A put, as all data centres get it. */
export interface Put {
  key: string;
  value: string;
  dependencies: Dependencies;
  /** Those of the dependencies that are not implied by others. */
  nearest: Dependencies;
}

export interface PutArgs extends Put {
  /** Counts the client's puts: a put that is sent again is the same put. */
  number: number;
}

export interface PutReply {
  version: Version;
}

/** From a shard to the same shard of another data centre. */
export interface ReplicateArgs extends Put {
  version: Version;
}

/** From a shard to another of its data centre: answered when the version has appeared. */
export interface AwaitArgs {
  key: string;
  version: Version;
}

/** From a client that tidies up: which of these has every data centre? */
export interface TidyArgs {
  versions: Dependencies;
}

export interface TidyReply {
  everywhere: readonly string[];
}

/** From a put's own shard to the others of its kind: all data centres have this version. */
export interface EverywhereArgs {
  key: string;
  version: Version;
}
