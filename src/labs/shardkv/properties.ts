import type { Property } from '../failure.ts';

export const shardProgress: Property = {
  name: 'progress',
  kind: 'liveness',
  statement:
    'an operation completes when its shard’s group and the controller have majorities that can talk, whatever configurations came before (6.824 Lab 4B)',
  hint: 'groups must not wait for each other in a circle: hand over and take in shards while others are missing; retry what was lost, and keep in the snapshot what is yet to be handed over; a new leader commits an entry of its own term, or what it inherited stays uncommitted (Raft §5.4.2)',
};

export const shardsAreSpread: Property = {
  name: 'shards are spread',
  kind: 'safety',
  statement: 'a shard is served by its group and by nobody else: while that is down its keys wait (6.824 Lab 4B)',
  hint: 'a server answers only for shards that its group’s configuration assigns to it',
};

export const unaffectedShards: Property = {
  name: 'unaffected shards stay available',
  kind: 'liveness',
  statement: 'a migration delays only the shards that it moves (6.824 Lab 4B, challenge 2)',
  hint: 'keep a state per shard: serve those that stay, and each that arrives as soon as it has arrived',
};

export const shardDeletion: Property = {
  name: 'shards are deleted',
  kind: 'performance',
  statement: 'a group keeps nothing of a shard that it has handed over (6.824 Lab 4B, challenge 1)',
  hint: 'once the new owner has committed the shard, delete it through the log, duplicate detection included',
};

export const handoverSafety: Property = {
  name: 'safe handover',
  kind: 'safety',
  statement: 'a shard is never nowhere: its old owner keeps it until the new one has committed it',
  hint: 'the receiver confirms a shard only when its log entry is applied, and the sender deletes it only then; a leader that has merely called start may lose the entry',
};
