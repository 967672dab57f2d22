import type { Level } from '../level.ts';
import { decideCausal } from '../order/decide-causal.ts';
import { refuseLists } from '../refuse.ts';

export const causalConsistency: Level = {
  id: 'causal-consistency',
  title: 'causal consistency',
  promise: 'a client that has seen something has seen all that it depends on, and never reads what that has replaced',
  source: 'Ahamad et al. 1995; Bouajjani et al. 2017, CC; lecture 17',
  takes: ['registers', 'transactions'],
  check: (history, options) => decideCausal(refuseLists(history, 'causal-consistency'), false, options),
};
