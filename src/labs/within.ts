import type { World } from '../harness/world.ts';

/** What the promise resolves to if that happens within so much virtual time, else undefined. */
export function within<T>(world: World, ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const alarm = world.scheduler.scheduleTask(ms, () => resolve(undefined));
    const settle = () => {
      alarm.isCancelled = true;
    };
    promise.finally(settle).then(resolve, reject);
  });
}
