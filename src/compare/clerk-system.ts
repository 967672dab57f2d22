import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { World } from '../harness/world.ts';
import type { Outcome, Request } from '../sdk/baseline.ts';

/** Lets a submission's clerk (Labs 3 and 4) make a request: it gets or puts one key. */
export async function askClerk(
  world: World,
  clerk: SimNode,
  { steps }: Request,
  nameOf: (key: string) => string = (key) => key,
): Promise<Outcome | undefined> {
  const [step] = steps;
  if (step === undefined || step.op === 'add') return { status: 'aborted', reason: 'a clerk gets and puts one key' };
  const { key } = step;
  const args = step.op === 'read' ? [nameOf(key)] : [nameOf(key), step.value];
  const answer = await world.call(clerk, step.op === 'read' ? 'get' : 'put', args);
  if (answer === undefined) return undefined;
  if (step.op === 'write') return { status: 'done', accesses: [step] };
  // A clerk reads the empty string from a key that was never written.
  return { status: 'done', accesses: [{ op: 'read', key, value: (JSON.parse(answer) as string) || null }] };
}

/** Which of these servers leads, as far as they say so; the first one while none does. */
export function leaderWatch(world: World): (servers: readonly SimNode[]) => SimNode {
  const leads = new Map<number, boolean>();
  world.observers.add({ onRole: (node, _term, isLeader) => void leads.set(node.id, isLeader) });
  return (servers) => servers.find(({ id, isAlive }) => isAlive && leads.get(id)) ?? (servers[0] as SimNode);
}
