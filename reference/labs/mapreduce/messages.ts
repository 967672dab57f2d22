export type Phase = 'map' | 'reduce';

/** What a worker is told to do. */
export type Assignment =
  | { task: 'map'; number: number; file: string; nReduce: number }
  | { task: 'reduce'; number: number; nMap: number }
  /** Nothing to do at present, but a task in progress may fail yet. */
  | { task: 'wait' }
  | { task: 'exit' };

export interface Completion {
  phase: Phase;
  number: number;
}
