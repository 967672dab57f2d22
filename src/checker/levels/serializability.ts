import type { Level } from '../level.ts';
import { decideOrder } from '../order/decide-order.ts';

export const serializability: Level = {
  id: 'serializability',
  title: 'serializability',
  promise: 'transactions give the results of running one at a time, in some order',
  source: 'Papadimitriou 1979; Adya 1999, PL-3; lecture 11',
  takes: ['registers', 'lists', 'transactions'],
  check: (history, options) => decideOrder(history, { session: false, realtime: 'none', snapshot: false }, options),
};
