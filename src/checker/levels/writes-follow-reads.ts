import type { Level } from '../level.ts';
import { decideSession } from '../order/decide-session.ts';

export const writesFollowReads: Level = {
  id: 'writes-follow-reads',
  title: 'writes follow reads',
  promise: 'a client’s write of a key comes after every version of it that the client had read',
  source: 'Terry et al. 1994, "Session guarantees for weakly consistent replicated data"',
  takes: ['registers', 'lists', 'transactions'],
  check: (history) => decideSession(history, 'writes-follow-reads'),
};
