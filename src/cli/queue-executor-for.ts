import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RunFolder } from '../grading/batch/run-folder.ts';
import type { Executor } from '../grading/batch/unit.ts';
import { CodeStore } from '../grading/queue/code-store.ts';
import { connect, loadQueuePackages, withoutPassword } from '../grading/queue/connect.ts';
import { QueueExecutor } from '../grading/queue/queue-executor.ts';
import { queueName, type UnitJob, type UnitJobResult } from '../grading/queue/unit-job.ts';

/** What grades a run by way of a queue; `close` ends the connection, too. */
export async function queueExecutorFor(folder: RunFolder, redis: string): Promise<Executor> {
  const shown = withoutPassword(redis);
  const packages = await loadQueuePackages();
  const connection = await connect(packages, redis);
  const queue = new packages.bullmq.Queue<UnitJob, UnitJobResult>(queueName(), { connection });
  const { limits, entries, host } = folder.spec;
  const executor = new QueueExecutor({
    queue,
    code: new CodeStore(connection),
    spec: { limits, entries, host },
    folderOf: (digest) => join(folder.codeFolder, digest),
    runKey: createHash('sha256').update(`${hostname()}\n${folder.path}`).digest('hex').slice(0, 12),
    onNoWorkers: () => console.error(`nobody works for ${shown}: start \`labs worker --redis ${shown}\` somewhere`),
  });
  return {
    run: (units, onResult) => executor.run(units, onResult),
    async close() {
      await executor.close();
      await queue.close();
      connection.disconnect();
    },
  };
}
