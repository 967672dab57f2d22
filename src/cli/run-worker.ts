import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../base/errors.ts';
import { labsVersion } from '../grading/batch/make-spec.ts';
import { connect, loadQueuePackages, withoutPassword } from '../grading/queue/connect.ts';
import { QueueWorker } from '../grading/queue/queue-worker.ts';
import type { UnitJob, UnitJobResult } from '../grading/queue/unit-job.ts';
import { findIsolation, requireIsolation } from '../grading/run/isolation.ts';
import { parseCount } from './parse-count.ts';

export interface WorkerCommandOptions {
  redis: string;
  jobs?: string;
  allowWeakerJail?: boolean;
}

/** `labs worker`: works until it is told to stop; returns the exit code. */
export async function runWorker({ redis, jobs, allowWeakerJail }: WorkerCommandOptions): Promise<number> {
  const atATime = jobs === undefined ? availableParallelism() : parseCount('--jobs', jobs, 1_024);
  const shown = withoutPassword(redis);
  const isolationOf = isolations(allowWeakerJail ?? false);
  const packages = await loadQueuePackages();
  const connection = await connect(packages, redis);
  const codeFolder = mkdtempSync(join(tmpdir(), 'labs-worker-'));
  const worker = new QueueWorker({ packages, connection, jobs: atATime, codeFolder, isolationOf, onDone: tell });
  try {
    console.log(`labs ${labsVersion()} works for ${shown}, ${atATime} at a time; Ctrl-C ends it`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    console.log('finishing what is being run');
    await worker.close();
  } finally {
    connection.disconnect();
    rmSync(codeFolder, { recursive: true, force: true });
  }
  return EXIT.passed;
}

/** Looks for the machine's jail once, and refuses at once where it is not complete. */
function isolations(allowWeaker: boolean): (spec: UnitJob['spec']) => ReturnType<typeof requireIsolation> {
  const found = findIsolation({ limits: { memoryMb: 0, stepCpuMs: 0, cpuS: 0 }, isStrict: false });
  const isolation = requireIsolation(
    { limits: { memoryMb: 0, stepCpuMs: 0, cpuS: 0 }, isStrict: false, allowWeaker },
    found,
  );
  return ({ limits: { memoryMb, cpuS }, host }) => ({
    ...isolation,
    limits: { memoryMb, cpuS },
    isStrict: host === 'process-per-node',
  });
}

function tell({ unit }: UnitJob, { result, durationMs }: UnitJobResult): void {
  // Without the seed: it may be one that students must not know, and logs travel.
  const who = unit.submissionDigest.slice(0, 12);
  console.log(`${who} ${unit.testId} ${result.run.status} (${(durationMs / 1_000).toFixed(1)} s)`);
}
