import { delays } from './delays.ts';
import { priorities } from './priorities.ts';
import type { Strategy } from './strategy.ts';

export type StrategyName = 'priorities' | 'delays';

/** One line per strategy. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = { priorities, delays };
