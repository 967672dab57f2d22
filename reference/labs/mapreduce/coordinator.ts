import type { Coordinator, CoordinatorEnv } from 'labs/mapreduce';
import type { Assignment, Completion } from './messages.ts';
import { TaskTable } from './task-table.ts';

export function makeCoordinator({ files, nReduce }: CoordinatorEnv): Coordinator {
  const maps = new TaskTable(files.length);
  const reduces = new TaskTable(nReduce);

  function assign(): Assignment {
    if (reduces.isCompleted) return { task: 'exit' };
    if (!maps.isCompleted) {
      const number = maps.assign(Date.now());
      return number < 0 ? { task: 'wait' } : { task: 'map', number, file: files[number] as string, nReduce };
    }
    const number = reduces.assign(Date.now());
    return number < 0 ? { task: 'wait' } : { task: 'reduce', number, nMap: files.length };
  }

  return {
    rpc: {
      GetTask: () => assign(),
      CompleteTask({ phase, number }: Completion): boolean {
        (phase === 'map' ? maps : reduces).complete(number);
        return true;
      },
    },
    done: () => reduces.isCompleted,
  };
}
