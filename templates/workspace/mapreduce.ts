import type { Coordinator, CoordinatorEnv, WorkerEnv } from 'labs/mapreduce';

// Lab 1: MapReduce. The coordinator hands out tasks; workers ask for them until the job is done.

export function makeCoordinator(env: CoordinatorEnv): Coordinator {
  return {
    rpc: {
      GetTask: (args: { pid: number }) => {
        // One map task per file in env.files, then env.nReduce reduce tasks; 10 s after handing one out without an
        // answer, hand it out again.
        return { task: 'exit' };
      },
    },
    done: () => false,
  };
}

export async function runWorker(env: WorkerEnv): Promise<void> {
  for (;;) {
    const reply = await env.coordinator.call<{ task: string }>('GetTask', { pid: env.pid });
    if (reply === undefined || reply.task === 'exit') return;
    // Map: env.map(name, await env.files.read(name)), and write intermediate files. Reduce: write mr-out-<n>.
  }
}
