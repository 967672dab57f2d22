import { background } from '../../background.ts';
import type { KvCluster } from '../cluster.ts';
import { defineKvTest } from '../define-kv-test.ts';
import { freshReads, noMinorityProgress } from '../properties.ts';

const SILENCE_MS = 1_000;
/** After the heal an election may be due, then the clerks' next attempt. */
const COMPLETION_MS = 4_000;

export const onePartition = defineKvTest({
  id: '3A/one-partition',
  title: 'progress in majority, no progress in minority, completion after heal',
  property: noMinorityProgress,
  servers: 5,
  faults: ['the leader and another server cut off from the other three'],
  minimum: { operations: 9, faults: { partition: 2 } },
  async run({ cluster }) {
    const everywhere = cluster.newClerk();
    await cluster.soon(everywhere.put('1', '13'));

    const leader = await cluster.leader();
    const minority = [leader, cluster.others(leader)[0] ?? leader];
    const majority = cluster.others(...minority);
    cluster.partition(majority, minority);
    const inMajority = cluster.newClerk(majority);
    await cluster.soon(inMajority.put('1', '14'));
    await cluster.expectValue(inMajority, '1', '14');

    const latePut = watched(cluster.newClerk(minority).put('1', '15'));
    const lateGet = watched(cluster.newClerk(minority).get('1'));
    await cluster.elapse(SILENCE_MS);
    expectNoneDone(cluster, latePut.isDone(), lateGet.isDone());
    await cluster.expectValue(inMajority, '1', '14');
    await cluster.soon(inMajority.put('1', '16'));
    await cluster.expectValue(inMajority, '1', '16');
    expectNoneDone(cluster, latePut.isDone(), lateGet.isDone());

    cluster.heal();
    for (const clerk of cluster.clerks) cluster.limit(clerk, cluster.servers);
    await cluster.soon(latePut.promise, COMPLETION_MS);
    await cluster.soon(lateGet.promise, COMPLETION_MS);
    await cluster.expectValue(everywhere, '1', '15');
  },
});

function expectNoneDone(cluster: KvCluster, isPutDone: boolean, isGetDone: boolean): void {
  if (isGetDone) {
    cluster.fail(freshReads, {
      message: 'a get completed on servers that cannot reach a majority',
      expected: 'no answer: the majority may have gone on without them',
      actual: 'the leader of before answered it',
    });
  }
  if (isPutDone) {
    cluster.fail(noMinorityProgress, {
      message: 'a put completed on servers that cannot reach a majority',
      expected: 'no answer: nothing can be committed there',
      actual: 'the leader of before acknowledged it',
    });
  }
}

function watched<T>(operation: Promise<T>): { promise: Promise<T>; isDone: () => boolean } {
  let isDone = false;
  const promise = background(
    operation.finally(() => {
      isDone = true;
    }),
  );
  return { promise, isDone: () => isDone };
}
