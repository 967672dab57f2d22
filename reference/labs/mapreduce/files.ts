import type { WorkerEnv } from 'labs/mapreduce';

/** Where a map task leaves the values that are meant for a reduce task. */
export function intermediateName(map: number, reduce: number): string {
  return `mr-${map}-${reduce}`;
}

export function outputName(reduce: number): string {
  return `mr-out-${reduce}`;
}

/**
 * Writes a file that appears complete or not at all. Two workers may write it at the same time: until the rename, each
 * has a file of its own.
 */
export async function writeAtomically({ files, pid }: WorkerEnv, name: string, content: string): Promise<void> {
  const temporary = `tmp-${pid}-${name}`;
  await files.write(temporary, content);
  await files.rename(temporary, name);
}
