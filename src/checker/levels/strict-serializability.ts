import type { Level } from '../level.ts';
import { decideOrder } from '../order/decide-order.ts';

export const strictSerializability: Level = {
  id: 'strict-serializability',
  title: 'strict serializability (external consistency)',
  promise:
    'transactions give the results of running one at a time, in an order in which what had returned comes before what was called later',
  source: 'Papadimitriou 1979; Herlihy & Wing 1990; lecture 13',
  takes: ['registers', 'lists', 'transactions'],
  check: (history, options) => decideOrder(history, { session: false, realtime: 'all', snapshot: false }, options),
};
