import type { Property } from '../failure.ts';

export const sequentialEquivalence: Property = {
  name: 'sequential equivalence',
  kind: 'safety',
  statement:
    'the output files together hold what a sequential run of the application writes (Dean & Ghemawat 2004, §3.3)',
  hint: 'every reduce task needs its part of every map task, each value once; a line is the key, a space and the result',
};

export const oneReducePerKey: Property = {
  name: 'one reduce task per key',
  kind: 'safety',
  statement:
    'all values of a key reach one reduce task: the partition depends on nothing but the key (Dean & Ghemawat 2004, §3.1)',
  hint: 'take ihash(key) % nReduce, on every worker',
};

export const reduceAfterMaps: Property = {
  name: 'reduce after maps',
  kind: 'safety',
  statement: 'no reduce begins before all map tasks have finished (lecture 1, details of Figure 1)',
  hint: 'while map tasks are in progress, a worker that asks gets no reduce task: it must wait and ask again',
};

export const atomicOutput: Property = {
  name: 'atomic output',
  kind: 'safety',
  statement:
    'nobody ever sees an unfinished output file, however a worker ends (Dean & Ghemawat 2004, §3.3; lecture 1)',
  hint: 'write to a file with a name of its own, and rename it to mr-out-<n> when it is complete',
};

export const cleanOutput: Property = {
  name: 'clean output',
  kind: 'safety',
  statement:
    'when the job is over, the files mr-out-* are the output files mr-out-0 … mr-out-<nReduce-1>, and nothing else',
  hint: 'name temporary and intermediate files so that they do not begin with mr-out: a crash leaves them behind',
};

export const stableOutput: Property = {
  name: 'stable output',
  kind: 'safety',
  statement: 'a finished output file stays as it is, also when a slow worker finishes its task once more (lecture 1)',
  hint: 'two workers may run the same task: each writes a temporary file of its own, and an atomic rename lets one complete file win',
};

export const exitWhenFinished: Property = {
  name: 'exit when finished',
  kind: 'safety',
  statement: 'no worker and no coordinator exits before the whole job is finished (6.824 Lab 1, early exit)',
  hint: 'that no task is idle does not mean that all are finished: those in progress may fail and come back',
};

export const processesExit: Property = {
  name: 'processes exit',
  kind: 'liveness',
  statement: 'when the job is finished, the coordinator and all workers exit by themselves, soon and without an error',
  hint: 'done() turns true after the last reduce task; a worker exits when the coordinator says so, or when it has gone',
};

export const jobCompletion: Property = {
  name: 'job completion',
  kind: 'liveness',
  statement: 'a job whose workers live is finished, in about the time that its tasks take',
  hint: 'a worker that is told to wait asks again a little later, and the coordinator counts finished tasks, not those it gave out',
};

export const reExecution: Property = {
  name: 're-execution',
  kind: 'liveness',
  statement:
    'a task whose worker is silent for ten seconds is given to another worker (6.824 Lab 1; Dean & Ghemawat 2004, §3.3)',
  hint: 'remember when a task was given out, and give it out again when ten seconds have passed without word of its completion',
};

export const runOnce: Property = {
  name: 'tasks run once',
  kind: 'performance',
  statement: 'a task that its worker finishes within ten seconds is not run again (6.824 Lab 1, job count)',
  hint: 'give a task out again only ten seconds after it was given out and only if it has not finished since',
};

export const parallelMaps: Property = {
  name: 'parallel maps',
  kind: 'performance',
  statement: 'map tasks run on all workers at the same time (6.824 Lab 1, map parallelism)',
  hint: 'the coordinator must not wait for one task before it gives out the next',
};

export const parallelReduces: Property = {
  name: 'parallel reduces',
  kind: 'performance',
  statement: 'reduce tasks run on all workers at the same time (6.824 Lab 1, reduce parallelism)',
  hint: 'reduce tasks are given out as soon as all maps have finished, to every worker that asks',
};
