import type { ApplicationName } from '../../sdk/programs/applications/registry.ts';
import type { LabTest } from '../lab-test.ts';
import { type FaultCounts, faultMinimums, requireMinimum } from '../require-minimum.ts';
import { describeTest, type TestDefinition } from '../test-definition.ts';
import { JOB_MS, MapReduceCluster } from './cluster.ts';
import { MAPREDUCE_ENTRY } from './entry.ts';
import { inputTexts } from './texts.ts';

/** What a job may take, the workers' last long call, and their exit. */
const TEST_MS = JOB_MS + 120_000;

export interface MapReduceTestDefinition extends Omit<TestDefinition, 'isUnreliable'> {
  application: ApplicationName;
  /** Number of reduce tasks: ten, as Go's coordinator has it, unless said otherwise. */
  nReduce?: number;
  /** Is every repeated call of map or reduce a failure? */
  mustRunOnce?: boolean;
  /** What must have been injected at the least, or the run tested nothing. */
  minimumFaults?: FaultCounts;
  /** Launches the workers and disturbs them. The coordinator runs already. */
  run(context: { cluster: MapReduceCluster }): Promise<void>;
  /** Looks at the finished job, whose output is right. */
  check?(context: { cluster: MapReduceCluster }): void;
}

/** A test of Lab 1: one job over the eight texts, whose output must be that of a sequential run. */
export function defineMapReduceTest(definition: MapReduceTestDefinition): LabTest {
  const { application, nReduce = 10 } = definition;
  return {
    ...describeTest(definition),
    entry: MAPREDUCE_ENTRY,
    limits: { virtualMs: TEST_MS },
    prepare(world) {
      const cluster = new MapReduceCluster(world, { application, nReduce });
      cluster.tasks.mustRunOnce = definition.mustRunOnce ?? false;
      return {
        async run() {
          await cluster.start();
          await definition.run({ cluster });
          await cluster.finish();
          definition.check?.({ cluster });
          requireMinimum([...work(cluster), ...faultMinimums(cluster.faults, definition.minimumFaults)]);
        },
        stats: () => ({
          peers: 1 + cluster.workers.length,
          commits: cluster.tasks.calls.filter(({ state }) => state === 'finished').length,
          faults: cluster.faults.schedule,
        }),
      };
    },
  };
}

/** The output must have been made by the application's functions. */
function work({ tasks, output }: MapReduceCluster) {
  const keys = new Set(tasks.callsOf('reduce').map(({ name }) => name));
  const texts = inputTexts().length;
  return [
    { what: 'files given to map', least: texts, count: texts - tasks.unmapped.length },
    { what: 'keys given to reduce', least: output.expected.length, count: keys.size },
  ];
}
