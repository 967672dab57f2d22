import { CRASH_POINT_MS, type FaultMix } from '../harness/faults/fault-mix.ts';
import type { World } from '../harness/world.ts';

const PAUSE_MS = [10, 500] as const;

/** Injects faults at random for a while, then ends them all. @param eachTime what else to do after each fault. */
export async function disturb(
  world: World,
  mixes: readonly FaultMix[],
  { rounds, eachTime = async () => {} }: { rounds: number; eachTime?: () => Promise<void> },
): Promise<void> {
  const random = world.stream('pauses');
  for (let round = 0; round < rounds; round++) {
    random.pick(mixes).disturb();
    await eachTime();
    await world.sleep(random.between(...PAUSE_MS));
  }
  await world.sleep(CRASH_POINT_MS);
  for (const mix of mixes) mix.repair();
}
