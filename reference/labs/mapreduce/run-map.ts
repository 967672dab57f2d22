import { ihash, type KeyValue, type WorkerEnv } from 'labs/mapreduce';
import { intermediateName, writeAtomically } from './files.ts';
import type { Assignment } from './messages.ts';

export async function runMap(
  env: WorkerEnv,
  { number, file, nReduce }: Extract<Assignment, { task: 'map' }>,
): Promise<void> {
  const pairs = await env.map(file, await env.files.read(file));
  const parts = Array.from({ length: nReduce }, (): KeyValue[] => []);
  for (const pair of pairs) parts[ihash(pair.key) % nReduce]?.push(pair);
  await Promise.all(
    parts.map((part, reduce) => writeAtomically(env, intermediateName(number, reduce), JSON.stringify(part))),
  );
}
