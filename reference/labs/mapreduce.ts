/** Lab 1: MapReduce, as in Dean & Ghemawat 2004. */
export { makeCoordinator } from './mapreduce/coordinator.ts';
export { runWorker } from './mapreduce/worker.ts';
