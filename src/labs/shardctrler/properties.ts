import type { Property } from '../failure.ts';

export const administration: Property = {
  name: 'administration',
  kind: 'liveness',
  statement:
    'a query, join, leave or move completes while a majority of the controller’s servers can talk (6.824 Lab 4A)',
  hint: 'the clerk tries one server after the other, also when a call fails or its server has lost the leadership, and a server tells at once when it is not the leader',
};

export const membership: Property = {
  name: 'membership',
  kind: 'safety',
  statement: 'a configuration has exactly the groups that have joined and not left, with the servers they joined with',
  hint: 'a join or leave may name several groups; make every configuration from a deep copy of the one before: a group map that is shared changes history',
};

export const everyShardServed: Property = {
  name: 'every shard is served',
  kind: 'safety',
  statement: 'every shard belongs to a group of its configuration, and to gid 0 only while there is no group',
  hint: 'think of the last group that leaves, of the first that joins, and of more groups than shards',
};

export const balance: Property = {
  name: 'balance',
  kind: 'safety',
  statement: 'after a join or leave no group has two shards more than another (6.824 Lab 4A)',
  hint: 'with S shards and G groups every group gets ⌊S/G⌋ or ⌈S/G⌉ of them, groups without any shard so far included',
};

export const minimalTransfer: Property = {
  name: 'minimal transfer',
  kind: 'performance',
  statement: 'a join or leave moves as few shards as balance allows (6.824 Lab 4A)',
  hint: 'start from the present assignment: only shards of groups that left, and those beyond a group’s share, change hands',
};

export const exactPlacement: Property = {
  name: 'exact placement',
  kind: 'safety',
  statement: 'a move assigns that shard to that group, and nothing else changes',
  hint: 'move makes a new configuration and does not rebalance',
};

export const exactlyOnce: Property = {
  name: 'exactly once',
  kind: 'safety',
  statement: 'each join, leave and move makes one configuration, however often its request arrives',
  hint: 'number the clerk’s requests, retry with the same number, and let the servers remember the last number of each clerk that they applied; look at it when the entry is applied, not only when the request comes in, and keep it in any snapshot',
};

export const immutableHistory: Property = {
  name: 'immutable history',
  kind: 'safety',
  statement: 'a configuration that was made can be read by its number for ever, unchanged, also after restarts',
  hint: 'every configuration is a copy of its own, and all of them are part of the replicated state; a server may not have it yet: queries by number go through the log too',
};

export const queryBeyond: Property = {
  name: 'queries beyond the latest',
  kind: 'safety',
  statement:
    'a query for −1, or for a number that there is not yet, is answered with the latest configuration (6.824 Lab 4A)',
  hint: 'compare the number with the latest one when the query is applied',
};

export const replicaAgreement: Property = {
  name: 'replica agreement',
  kind: 'safety',
  statement: 'all servers of the controller make the same configurations from the same log',
  hint: 'rebalancing may depend on nothing but the configuration and the command: sort gids and break ties by gid, never by the order of a map or by chance',
};

export const freshQueries: Property = {
  name: 'linearizability of queries',
  kind: 'safety',
  statement: 'a query for the latest configuration sees every change that completed before it began',
  hint: 'a deposed leader must not answer: put queries through the log too, or confirm leadership first (lecture 7)',
};
