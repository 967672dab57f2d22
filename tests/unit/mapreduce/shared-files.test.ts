import { expect, test } from 'vitest';
import { NodeError } from '../../../src/harness/nodes/node-error.ts';
import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { leastWriteMs, SharedFiles } from '../../../src/harness/storage/shared-files.ts';
import type { World } from '../../../src/harness/world.ts';
import { simulate } from '../harness/small-world.ts';

/** Does the file operations that the driver asks for: the result, or what went wrong. */
const PROCESS = `(runtime) => ({
  onRpc() {},
  onCall: (operation, args) => runtime.file(operation, args).catch((error) => 'failed: ' + error.message),
})`;

interface Setting {
  world: World;
  files: SharedFiles;
  process(name: string): SimNode;
  ask(node: SimNode, operation: string, ...args: string[]): Promise<unknown>;
}

function withFiles<T>(driver: (setting: Setting) => Promise<T>): Promise<T> {
  return simulate(
    ({ world, boot, ask }) => {
      const files = new SharedFiles(world);
      world.observers.add(files);
      return driver({ world, files, process: (name) => boot(name, 'process'), ask });
    },
    { programs: { process: PROCESS } },
  );
}

const TEXT = 'abcdefghij'.repeat(1_000);

test('what one process writes, another reads', async () => {
  await withFiles(async ({ files, process, ask }) => {
    const [a, b] = [process('a'), process('b')];
    await ask(a, 'write', 'x', 'ein Gruß\n"\t🚲');
    expect(await ask(b, 'read', 'x')).toBe('ein Gruß\n"\t🚲');
    expect(files.read('x')).toBe('ein Gruß\n"\t🚲');
  });
});

test('a file that does not exist can be neither read nor renamed, and be removed without harm', async () => {
  await withFiles(async ({ process, ask }) => {
    const a = process('a');
    expect(await ask(a, 'read', 'x')).toBe(`failed: there is no file 'x' to read`);
    expect(await ask(a, 'rename', 'x', 'y')).toBe(`failed: there is no file 'x' to rename to 'y'`);
    expect(await ask(a, 'remove', 'x')).toBe(null);
  });
});

test('a rename replaces the file of the new name; the old name is gone', async () => {
  await withFiles(async ({ files, process, ask }) => {
    const a = process('a');
    files.put('z', 'input');
    files.put('old', 'new content');
    files.put('name', 'old content');
    await ask(a, 'rename', 'old', 'name');
    expect(await ask(a, 'list')).toEqual(['name', 'z']);
    expect(files.read('name')).toBe('new content');
    await ask(a, 'remove', 'z');
    expect(files.names()).toEqual(['name']);
  });
});

test('a write takes time, and whoever reads meanwhile gets the beginning', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const a = process('a');
    files.put('x', 'what was there before');
    const written = ask(a, 'write', 'x', TEXT);
    await world.sleep(leastWriteMs(TEXT) / 2);
    const half = files.read('x') as string;
    expect(half.length).toBeGreaterThan(TEXT.length / 4);
    expect(half.length).toBeLessThan(TEXT.length);
    expect(TEXT.startsWith(half)).toBe(true);
    await written;
    expect(files.read('x')).toBe(TEXT);
  });
});

test('a writer that crashes leaves what it had written by then', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const a = process('a');
    void ask(a, 'write', 'x', TEXT);
    await world.sleep(leastWriteMs(TEXT) / 3);
    world.stop(a);
    const left = files.read('x') as string;
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(TEXT.length / 2);
    await world.sleep(1_000);
    expect(files.read('x')).toBe(left);
  });
});

test('a process that ends before an operation begins does nothing of it', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const a = process('a');
    files.put('x', 'content');
    files.onOperation = (node, operation) => operation === 'rename' && world.stop(node);
    expect(await ask(a, 'rename', 'x', 'y')).toBeUndefined();
    expect(files.names()).toEqual(['x']);
  });
});

test('two writers of one file leave a mixture', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const [a, b] = [process('a'), process('b')];
    const first = ask(a, 'write', 'x', 'a'.repeat(10_000));
    await world.sleep(5);
    await Promise.all([first, ask(b, 'write', 'x', 'b'.repeat(4_000))]);
    // The second emptied the file; the first wrote on where it was, and left a hole that nobody filled.
    const pieces = (files.read('x') as string).match(/b+|\0+|a+/g) ?? [];
    expect(pieces.map(([char]) => char)).toEqual(['b', '\0', 'a']);
    expect(pieces.join('').length).toBe(10_000);
  });
});

test('what is written to a file goes with it when somebody renames or removes it', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const [a, b] = [process('a'), process('b')];
    const written = ask(a, 'write', 'x', TEXT);
    await world.sleep(1);
    await ask(b, 'rename', 'x', 'y');
    await written;
    expect([files.read('x'), files.read('y')]).toEqual([undefined, TEXT]);

    const lost = ask(a, 'write', 'x', TEXT);
    await world.sleep(1);
    await ask(b, 'remove', 'x');
    expect(await lost).toBe(null);
    expect(files.read('x')).toBeUndefined();
  });
});

test('a restarted process gets no answer to what it asked for before', async () => {
  await withFiles(async ({ world, files, process, ask }) => {
    const a = process('a');
    files.put('x', TEXT);
    void ask(a, 'read', 'x');
    void ask(a, 'list');
    await world.sleep(1);
    world.stop(a);
    world.boot(a);
    await world.sleep(100);
    expect(await ask(a, 'list')).toEqual(['x']);
  });
});

test.each([
  ['open', ['x'], `there is no file operation 'open'`],
  ['constructor', [], `there is no file operation 'constructor'`],
  ['read', [], `malformed arguments of the file operation 'read': []`],
  ['read', ['../x'], `malformed arguments of the file operation 'read': ["../x"]`],
  ['read', ['..'], `malformed arguments of the file operation 'read': [".."]`],
  ['write', ['x', 1], `malformed arguments of the file operation 'write': ["x",1]`],
  ['rename', ['x', ''], `malformed arguments of the file operation 'rename': ["x",""]`],
])('%s %j breaks the protocol', async (operation, args, message) => {
  const run = withFiles(({ process, ask }) => ask(process('a'), operation, ...(args as string[])));
  await expect(run).rejects.toThrow(NodeError);
  await expect(run).rejects.toThrow(message);
});
