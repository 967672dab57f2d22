import type { Level } from '../level.ts';
import { decideSession } from '../order/decide-session.ts';

export const monotonicReads: Level = {
  id: 'monotonic-reads',
  title: 'monotonic reads',
  promise: 'a client’s reads of a key never go back to an older version',
  source: 'Terry et al. 1994, "Session guarantees for weakly consistent replicated data"',
  takes: ['registers', 'lists', 'transactions'],
  check: (history) => decideSession(history, 'monotonic-reads'),
};
