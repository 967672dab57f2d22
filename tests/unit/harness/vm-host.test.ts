import { expect, test } from 'vitest';
import { HarnessBug } from '../../../src/base/assert.ts';
import { NodeError } from '../../../src/harness/nodes/node-error.ts';
import { loadBundle, VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { type Reply, type SmallWorld, simulate } from './small-world.ts';

/** The error that ends a world in which the program `faulty` runs as node `b`. */
async function fault(source: string, provoke: (small: SmallWorld) => Promise<unknown>): Promise<string> {
  const run = simulate(
    async (small) => {
      small.boot('a');
      small.boot('b', 'faulty');
      small.boot('c');
      await provoke(small);
      await small.world.sleep(100);
    },
    { programs: { faulty: source } },
  );
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NodeError);
  const { node, message } = error as NodeError;
  return `${node.spec.name}: ${message}`;
}

const nothing = async () => {};
const call = ({ world, ask }: SmallWorld) => ask(world.node(0), 'call', 1, 'go', null);
const tell = ({ world }: SmallWorld) => world.call(world.node(1), 'go', []);

test('an error is attributed to the node whose code it left', async () => {
  const program = (onRpc: string, onCall = '', boot = '') =>
    `(runtime) => { ${boot} return { onRpc() { ${onRpc} }, onCall() { ${onCall} } }; }`;
  const thrown = 'throw new RangeError("no");';
  expect({
    'at boot': await fault(program('', '', thrown), nothing),
    'in a handler': await fault(program(thrown), call),
    'in a handler, later': await fault(program(`return Promise.resolve().then(() => { ${thrown} });`), call),
    'in a call of its API': await fault(program('', thrown), tell),
    'in a timer': await fault(program('', '', `setTimeout(() => { ${thrown} }, 10);`), nothing),
    'in an interval': await fault(program('', '', `setInterval(() => { ${thrown} }, 10);`), nothing),
    'in a microtask': await fault(program(`queueMicrotask(() => { ${thrown} });`), call),
    'in a promise that nobody handles': await fault(program(`void Promise.reject(new Error("lost"));`), call),
    'in an async function that nobody awaits': await fault(
      program('', '', `(async () => { await runtime.call(0, 'late', 20); ${thrown} })();`),
      nothing,
    ),
    'something that is no error': await fault(program('throw { code: 7 };'), call),
    'a reply that JSON cannot carry': await fault(program('return { big: 1n };'), call),
  }).toMatchInlineSnapshot(`
    {
      "a reply that JSON cannot carry": "b: TypeError: Do not know how to serialize a BigInt",
      "at boot": "b: RangeError: no",
      "in a call of its API": "b: RangeError: no",
      "in a handler": "b: RangeError: no",
      "in a handler, later": "b: RangeError: no",
      "in a microtask": "b: RangeError: no",
      "in a promise that nobody handles": "b: Error: lost",
      "in a timer": "b: RangeError: no",
      "in an async function that nobody awaits": "b: RangeError: no",
      "in an interval": "b: RangeError: no",
      "something that is no error": "b: {"code":7} was thrown",
    }
  `);
});

test('what breaks the protocol is an error of the node', async () => {
  const program = (onRpc: string) => `(runtime) => ({ onRpc() { ${onRpc} }, onCall() {} })`;
  expect({
    'a call of nobody': await fault(program('runtime.call(99, "echo", null);'), call),
    'an index that is no number': await fault(program('void runtime.apply(NaN, "x", false);'), call),
    'an unknown program': await fault('undefined', nothing),
  }).toMatchInlineSnapshot(`
    {
      "a call of nobody": "b: a message to node 99, which does not exist",
      "an index that is no number": "b: the node sent something that is not a whole number in "A0\\tNaN\\t\\"x\\"\\nR1\\tnull\\n"",
      "an unknown program": "b: Error: the bundle has no program 'faulty'",
    }
  `);
});

test('a rejection that is handled before the step ends is no error', async () => {
  const handled = `(runtime) => ({
    onRpc() { const p = Promise.reject(new Error('no')); return Promise.resolve().then(() => p.catch(() => 'handled')); },
    onCall() {},
  })`;
  const value = await simulate(
    async ({ boot, ask }) => {
      const [a, b] = [boot('a'), boot('b', 'handled')];
      return ((await ask(a, 'call', b.id, 'go', null)) as Reply).value;
    },
    { programs: { handled } },
  );
  expect(value).toBe('handled');
});

test('the error has the stack of the program, and no frame of the host', async () => {
  const error = (await simulate(
    async ({ world, boot }) => {
      await world.call(boot('b', 'faulty'), 'go', []);
      await world.sleep(10);
    },
    {
      programs: {
        faulty: '() => ({ onRpc() {}, onCall: () => void setTimeout(function goWrong() { throw new Error("no"); }) })',
      },
    },
  ).catch((reason: unknown) => reason)) as NodeError;
  expect(error.nodeStack.replace(/:\d+:\d+/g, ':line:column')).toMatchInlineSnapshot(`
    "Error: no
        at goWrong (small-world.js:line:column)"
  `);
});

test('nodes of one bundle share nothing: globals, prototypes, module state', async () => {
  const spoiler = `(() => {
    let counter = 0;
    return (runtime) => ({
      onRpc(method) {
        if (method === 'spoil') {
          counter++;
          globalThis.left = 'behind';
          Object.prototype.spoiled = true;
          Array.prototype.map = () => 'spoiled';
          JSON.parse = () => 'spoiled';
        }
        return [counter, typeof globalThis.left, {}.spoiled === true, [1].map((x) => x)];
      },
      onCall() {},
    });
  })()`;
  await simulate(
    async ({ world, boot, ask }) => {
      const [a, b, c] = [boot('a'), boot('b', 'spoiler'), boot('c', 'spoiler')];
      const value = async (to: number, method: string) => ((await ask(a, 'call', to, method, null)) as Reply).value;
      expect(await value(b.id, 'spoil')).toEqual([1, 'string', true, 'spoiled']);
      expect(await value(c.id, 'look')).toEqual([0, 'undefined', false, [1]]);
      world.stop(b);
      world.boot(b);
      expect(await value(b.id, 'look')).toEqual([0, 'undefined', false, [1]]);
    },
    { programs: { spoiler } },
  );
  expect((Object.prototype as Record<string, unknown>).spoiled).toBeUndefined();
});

test('what a node sends is a copy: changing it later changes nothing', async () => {
  const sender = `(runtime) => ({
    onRpc() {},
    async onCall() {
      const args = { list: [1] };
      const reply = runtime.call(1, 'echo', args);
      args.list.push(2);
      const echoed = await reply;
      echoed.list.push(3);
      return { args, echoed };
    },
  })`;
  await simulate(
    async ({ boot, ask }) => {
      const [a, b] = [boot('a', 'sender'), boot('b')];
      expect(await ask(a, 'go')).toEqual({ args: { list: [1, 2] }, echoed: { list: [1, 3] } });
      expect(await ask(b, 'seen')).toEqual([['echo', { list: [1] }, 0]]);
    },
    { programs: { sender } },
  );
});

test('other listeners for unhandled rejections are silent while nodes run, and back after close', () => {
  const listener = () => {};
  process.on('unhandledRejection', listener);
  try {
    const before = process.listeners('unhandledRejection');
    const host = new VmHost({ code: '(function () { return { programs: {} } })', fileName: 'empty.js' });
    expect(process.listeners('unhandledRejection')).toHaveLength(1);
    expect(process.listeners('unhandledRejection')).not.toContain(listener);
    host.close();
    expect(process.listeners('unhandledRejection')).toEqual(before);
  } finally {
    process.off('unhandledRejection', listener);
  }
});

test('they are back when the last of several hosts is closed, in whatever order and however often', () => {
  const before = process.listeners('unhandledRejection');
  const bundle = { code: '(function () { return { programs: {} } })', fileName: 'empty.js' };
  const [first, second] = [new VmHost(bundle), new VmHost(bundle)];
  first.close();
  first.close();
  expect(process.listeners('unhandledRejection')).not.toEqual(before);
  second.close();
  second.close();
  expect(process.listeners('unhandledRejection')).toEqual(before);
});

test('an error is attributed to the right node, also when worlds take turns', async () => {
  const faulty = '(runtime) => { setTimeout(() => void Promise.reject(new Error("mine")), 20); return {}; }';
  const world = (name: string, source: string) =>
    simulate(
      async ({ world, boot }) => {
        boot(name, 'program');
        await world.sleep(50);
        return 'fine';
      },
      { drain: undefined, programs: { program: source } },
    ).catch((error: unknown) => `${(error as NodeError).node.spec.name}: ${(error as NodeError).message}`);
  const idle = '() => { setInterval(() => {}, 1); return {}; }';
  expect(await Promise.all([world('a', idle), world('b', faulty), world('c', idle)])).toEqual([
    'fine',
    'b: Error: mine',
    'fine',
  ]);
});

test('what the harness rejects and nobody handles is the harness’s, not the stepping node’s', async () => {
  const run = simulate(async ({ world, boot }) => {
    boot('a');
    world.observers.add({ onBoot: () => void Promise.reject(new Error('ours')) });
    boot('b');
    await world.sleep(10);
  });
  await expect(run).rejects.toThrow(/^a rejection that nobody handles: Error: ours/);
  await expect(run).rejects.toBeInstanceOf(HarnessBug);
});

test('they are back, too, when a world ends with an error', async () => {
  const before = process.listeners('unhandledRejection');
  await fault('() => { throw new Error("no"); }', nothing);
  expect(process.listeners('unhandledRejection')).toEqual(before);
});

test('a bundle whose own top level throws is found out without booting a node', () => {
  expect(loadBundle({ code: '(function () { return { programs: {} } })', fileName: 'a.js' })).toBeUndefined();
  expect(loadBundle({ code: '(function () { throw new TypeError("no"); })', fileName: 'a.js' })?.message).toBe(
    'TypeError: no',
  );
});

test('the top level of a bundle finds the globals that it will find in a node', () => {
  const uses = 'new TextEncoder(); new URL("http://a"); crypto.randomUUID(); console.log(Math.random());';
  expect(loadBundle({ code: `(function () { ${uses} return { programs: {} } })`, fileName: 'a.js' })).toBeUndefined();
});
