import type { Level } from '../level.ts';
import { decideSession } from '../order/decide-session.ts';

export const monotonicWrites: Level = {
  id: 'monotonic-writes',
  title: 'monotonic writes',
  promise: 'a client’s writes of a key take effect in the order in which it made them',
  source: 'Terry et al. 1994, "Session guarantees for weakly consistent replicated data"',
  takes: ['registers', 'lists', 'transactions'],
  check: (history) => decideSession(history, 'monotonic-writes'),
};
