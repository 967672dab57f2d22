import type { Peer, WorkerEnv } from 'labs/mapreduce';
import type { Assignment, Completion } from './messages.ts';
import { runMap } from './run-map.ts';
import { runReduce } from './run-reduce.ts';

const WAIT_MS = 200;
/** A coordinator that has not answered so many calls in a row has gone. */
const CALL_ATTEMPTS = 4;

export async function runWorker(env: WorkerEnv): Promise<void> {
  for (;;) {
    const assignment = await call<Assignment>(env.coordinator, 'GetTask', null);
    switch (assignment?.task) {
      case undefined:
      case 'exit':
        return;
      case 'wait':
        await pause(WAIT_MS);
        continue;
      case 'map':
        await runMap(env, assignment);
        break;
      case 'reduce':
        await runReduce(env, assignment);
        break;
    }
    // If this never arrives, the task is run again, which does no harm.
    const completion: Completion = { phase: assignment.task, number: assignment.number };
    await call(env.coordinator, 'CompleteTask', completion);
  }
}

async function call<Reply>(coordinator: Peer, method: string, args: unknown): Promise<Reply | undefined> {
  for (let attempt = 1; attempt <= CALL_ATTEMPTS; attempt++) {
    const reply = await coordinator.call<Reply>(method, args);
    if (reply !== undefined) return reply;
    await pause(WAIT_MS);
  }
  return undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
