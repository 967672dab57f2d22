import type { Level } from '../level.ts';
import { decideOrder } from '../order/decide-order.ts';

export const snapshotIsolation: Level = {
  id: 'snapshot-isolation',
  title: 'snapshot isolation',
  promise:
    'a transaction reads what had been committed when it began, and of two that write one key the second begins after the first has committed',
  source: 'Berenson et al. 1995; Adya 1999, PL-SI; Cerone & Gotsman 2016; lecture 13',
  takes: ['registers', 'lists', 'transactions'],
  check: (history, options) => decideOrder(history, { session: false, realtime: 'none', snapshot: true }, options),
};
