import type { Level } from '../level.ts';
import { decideOrder } from '../order/decide-order.ts';

export const fifoClientOrder: Level = {
  id: 'fifo-client-order',
  title: 'linearizable writes and FIFO client order (ZooKeeper)',
  promise:
    'writes take effect in one order that respects real time, and each client sees them in that order, its own operations as it issued them; reads may be old',
  source: 'Hunt et al. 2010, §2.3; Lev-Ari et al. 2017 (ordered sequential consistency); lecture 9',
  takes: ['registers', 'lists', 'transactions'],
  check: (history, options) => decideOrder(history, { session: true, realtime: 'updates', snapshot: false }, options),
};
