import type { LabEntry } from '../lab-entry.ts';

export const MAPREDUCE_ENTRY: LabEntry = {
  name: 'mapreduce',
  exports: ['makeCoordinator', 'runWorker'],
  programs: {
    coordinator: { module: 'coordinator', factory: 'coordinatorProgram' },
    worker: { module: 'worker', factory: 'workerProgram' },
  },
};
