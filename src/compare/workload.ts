import type { RandomStream } from '../base/random.ts';
import type { Request, Step } from '../sdk/baseline.ts';
import type { SeveralSteps } from './system.ts';

/** What one client does: an endless series of requests. */
export interface RequestSource {
  next(id: string): Request;
}

export interface Workload {
  id: string;
  title: string;
  /** Steps that occur in it. */
  steps: readonly Step['op'][];
  /** What its requests need a system to do. */
  severalSteps: SeveralSteps;
  /** What must be there before it begins. */
  setUp(): readonly Request[];
  client(number: number, random: RandomStream): RequestSource;
}

export function isReadOnly({ steps }: Request): boolean {
  return steps.every(({ op }) => op === 'read');
}
