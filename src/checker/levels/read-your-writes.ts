import type { Level } from '../level.ts';
import { decideSession } from '../order/decide-session.ts';

export const readYourWrites: Level = {
  id: 'read-your-writes',
  title: 'read your writes',
  promise: 'a client’s read of a key shows its own last write of it, or a newer one',
  source: 'Terry et al. 1994, "Session guarantees for weakly consistent replicated data"',
  takes: ['registers', 'lists', 'transactions'],
  check: (history) => decideSession(history, 'read-your-writes'),
};
