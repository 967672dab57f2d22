import type { Level } from '../level.ts';
import { decideCausal } from '../order/decide-causal.ts';
import { refuseLists } from '../refuse.ts';

export const causalPlus: Level = {
  id: 'causal-plus',
  title: 'causal+ consistency: causal, with conflicts resolved alike everywhere (COPS)',
  promise: 'causal consistency, and one order of conflicting writes that all clients agree with',
  source: 'Lloyd et al. 2011, §3; Bouajjani et al. 2017, CCv; lecture 17',
  takes: ['registers', 'transactions'],
  check: (history, options) => decideCausal(refuseLists(history, 'causal-plus'), true, options),
};
