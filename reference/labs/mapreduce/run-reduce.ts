import type { KeyValue, WorkerEnv } from 'labs/mapreduce';
import { intermediateName, outputName, writeAtomically } from './files.ts';
import type { Assignment } from './messages.ts';

export async function runReduce(
  env: WorkerEnv,
  { number, nMap }: Extract<Assignment, { task: 'reduce' }>,
): Promise<void> {
  const values = await readValues(env, number, nMap);
  let output = '';
  for (const key of [...values.keys()].sort()) {
    output += `${key} ${await env.reduce(key, values.get(key) as string[])}\n`;
  }
  await writeAtomically(env, outputName(number), output);
}

/** All values of this task by key, in the order of the map tasks. */
async function readValues({ files }: WorkerEnv, reduce: number, nMap: number): Promise<Map<string, string[]>> {
  const values = new Map<string, string[]>();
  for (let map = 0; map < nMap; map++) {
    const pairs: KeyValue[] = JSON.parse(await files.read(intermediateName(map, reduce)));
    for (const { key, value } of pairs) {
      const known = values.get(key);
      if (known === undefined) values.set(key, [value]);
      else known.push(value);
    }
  }
  return values;
}
