import type { FileSystem } from '../mapreduce.ts';
import type { NodeRuntime } from '../runtime.ts';

/** The shared directory as a submission sees it. What is no file name is refused here, where the stack says who did it. */
export function sharedFileSystem(runtime: Pick<NodeRuntime, 'file'>): FileSystem {
  return {
    read: async (name) => (await runtime.file('read', [fileName(name)])) as string,
    async write(name, content) {
      if (typeof content !== 'string')
        throw new TypeError(`write needs the content as a string, not ${typeof content}`);
      await runtime.file('write', [fileName(name), content]);
    },
    async rename(from, to) {
      await runtime.file('rename', [fileName(from), fileName(to)]);
    },
    async remove(name) {
      await runtime.file('remove', [fileName(name)]);
    },
    list: async () => (await runtime.file('list', [])) as string[],
  };
}

const MAX_NAME_CHARS = 200;

function fileName(name: unknown): string {
  if (typeof name !== 'string') throw new TypeError(`a file name must be a string, not ${typeof name}`);
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name) || name.length > MAX_NAME_CHARS) {
    throw new TypeError(`${JSON.stringify(name.slice(0, 80))} is no plain file name: one directory, no folders`);
  }
  return name;
}
