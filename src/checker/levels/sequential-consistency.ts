import type { Level } from '../level.ts';
import { decideOrder } from '../order/decide-order.ts';

export const sequentialConsistency: Level = {
  id: 'sequential-consistency',
  title: 'sequential consistency',
  promise: 'one order of all operations explains what they return, and keeps the order of each client',
  source: 'Lamport 1979, "How to make a multiprocessor computer that correctly executes multiprocess programs"',
  takes: ['registers', 'lists', 'transactions'],
  check: (history, options) => decideOrder(history, { session: true, realtime: 'none', snapshot: false }, options),
};
