import type { MapReduceCluster } from './cluster.ts';
import { runOnce } from './properties.ts';

/** @throws PropertyViolated when a file was mapped or a key reduced more than once. */
export function expectRunOnce(cluster: MapReduceCluster): void {
  for (const kind of ['map', 'reduce'] as const) {
    const calls = cluster.tasks.callsOf(kind);
    const names = new Set(calls.map(({ name }) => name));
    if (calls.length === names.size) continue;
    const [again] = [...names].filter((name) => cluster.tasks.callsOf(kind, name).length > 1) as [string];
    const story = cluster.tasks
      .callsOf(kind, again)
      .map(({ worker, beginMs }) => `by ${worker.spec.name} at ${Math.round(beginMs)} ms`);
    cluster.fail(runOnce, {
      message: `${kind} tasks ran more than once`,
      expected: `${names.size} calls of ${kind}, one for each ${kind === 'map' ? 'file' : 'key'}`,
      actual: `${calls.length} calls; '${again}' ${story.join(', ')}`,
    });
  }
}
