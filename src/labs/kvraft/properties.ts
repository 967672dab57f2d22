import type { Property } from '../failure.ts';

export const linearizability: Property = {
  name: 'linearizability',
  kind: 'safety',
  statement:
    'every operation takes effect at one moment between its call and its return (Herlihy & Wing 1990; lecture 7)',
  hint: 'every operation goes through the log, is applied in log order, and is answered only after that',
};

export const exactlyOnce: Property = {
  name: 'exactly once',
  kind: 'safety',
  statement: 'a put or append takes effect once, however often its request arrives (6.824 Lab 3A)',
  hint: 'a clerk numbers its operations and keeps the number on a retry; servers remember each client’s last number in a table that is looked at when an entry is applied, not only when a request comes in, and that is part of the snapshot',
};

export const freshReads: Property = {
  name: 'no stale reads',
  kind: 'safety',
  statement: 'a get sees every write that completed before it was called (lecture 7, linearizability)',
  hint: 'a server that believes to lead may have been deposed: put gets through the log too, and answer them when they are applied (6.824 Lab 3A)',
};

export const durableWrites: Property = {
  name: 'acknowledged writes last',
  kind: 'safety',
  statement: 'a put or append that has returned is never lost, whichever servers fail (Raft §8)',
  hint: 'reply only when the operation itself has come back from Raft and is applied; a clerk retries until it has such a reply; after a restart restore the whole store from the snapshot before the log goes on; never trim what the snapshot does not cover',
};

export const wholeValues: Property = {
  name: 'whole values',
  kind: 'safety',
  statement: 'a get returns what the puts and appends before it have made, nothing else and in one piece',
  hint: 'apply entries one after the other, in log order, and to one copy of the store',
};

export const progress: Property = {
  name: 'progress',
  kind: 'liveness',
  statement: 'operations complete when a majority of the servers can talk (6.824 Lab 3A)',
  hint: 'a request must not wait for ever: notice that another entry was applied at its index, that a snapshot covers it, or that the term has changed, answer that this server is not the leader, and let the clerk try the next server',
};

export const noMinorityProgress: Property = {
  name: 'no progress in a minority',
  kind: 'safety',
  statement: 'servers that cannot reach a majority complete no operation (6.824 Lab 3A)',
  hint: 'reply only when Raft has committed the operation',
};

export const promptReplication: Property = {
  name: 'prompt replication',
  kind: 'performance',
  statement: 'an operation does not wait for a heartbeat: a client gets at least three done per 100 ms (6.824 Lab 3A)',
  hint: 'start() sends new entries at once, the leader tells followers of a commit at once, and a request is answered by what applies its entry, not by a loop that looks now and then',
};

export const logIsTrimmed: Property = {
  name: 'the log is trimmed',
  kind: 'performance',
  statement: 'Raft’s state stays below eight times maxRaftState (6.824 Lab 3B)',
  hint: 'after applying an entry compare persister.stateSize() with maxRaftState, and call snapshot() with the index just applied',
};

export const smallSnapshots: Property = {
  name: 'snapshots are small',
  kind: 'performance',
  statement: 'a snapshot holds the store and what duplicate detection needs, no more (6.824 Lab 3B)',
  hint: 'one number per client is enough, because a clerk makes one call at a time',
};

export const snapshotsOnlyWhenAsked: Property = {
  name: 'no snapshots unless asked for',
  kind: 'performance',
  statement: 'with maxRaftState −1 a server takes no snapshots (6.824 Lab 3)',
  hint: 'do not call snapshot() when maxRaftState is −1',
};

export const catchUpBySnapshot: Property = {
  name: 'catch-up by snapshot',
  kind: 'liveness',
  statement: 'a server that lacks entries its leader has trimmed is brought up to date by a snapshot (Raft §7)',
  hint: 'the leader sends InstallSnapshot when nextIndex is at or before its last included index; the service replaces its whole state, duplicate detection included, by what it gets',
};
