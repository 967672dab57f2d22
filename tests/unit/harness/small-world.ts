import type { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { type Drain, synchronousDrain } from '../../../src/harness/simulation/drain.ts';
import { World, type WorldOptions } from '../../../src/harness/world.ts';

let drain: Drain | undefined;

/** The drain that runs use by default; it can be made in a macrotask only. */
export async function availableDrain(): Promise<Drain | undefined> {
  drain ??= await new Promise<Drain | undefined>((resolve) => setImmediate(() => resolve(synchronousDrain())));
  return drain;
}

/**
 * A node that does what the driver tells it to, and keeps what it receives.
 *
 * Calls: `call [to, method, args]` → what the reply was and when it came; `tell [to, method, args]` does not wait for
 * it; `seen []` → the requests received. Its RPC methods: `echo`, `late` (after `args` ms), `never`, and `persist`,
 * which replies only behind a write of `args`.
 */
const PEER = `(runtime) => {
  const seen = [];
  const call = async ([to, method, args]) => {
    const value = await runtime.call(to, method, args);
    return { value: value === undefined ? 'failed' : value, atMs: performance.now() };
  };
  return {
    onRpc(method, args, from) {
      seen.push([method, args, from]);
      if (method === 'late') return new Promise((resolve) => setTimeout(() => resolve('late'), args));
      if (method === 'never') return new Promise(() => {});
      if (method === 'persist') runtime.persister.saveState(args);
      return args;
    },
    onCall(method, args) {
      if (method === 'call') return call(args);
      if (method === 'tell') return void call(args);
      if (method === 'saved') return runtime.persister.readState();
      return seen;
    },
  };
}`;

export interface SmallWorld {
  world: World;
  host: VmHost;
  /** Adds a node and boots it. `program` is `peer` by default. */
  boot(name: string, program?: string, options?: unknown): SimNode;
  /** Calls the node's own API; undefined when it stops first. */
  ask(node: SimNode, method: string, ...args: unknown[]): Promise<unknown>;
}

export interface Reply {
  value: unknown;
  atMs: number;
}

/**
 * Runs a driver in a world of small programs.
 *
 * @param programs name → source of a program's factory, beside `peer`.
 */
export async function simulate<T>(
  driver: (small: SmallWorld) => Promise<T>,
  { programs = {}, ...options }: Partial<WorldOptions> & { programs?: Record<string, string> } = {},
): Promise<T> {
  const all = Object.entries({ peer: PEER, ...programs }).map(([name, source]) => `${JSON.stringify(name)}: ${source}`);
  const code = `(function () { return { programs: { ${all.join(',\n')} } } })`;
  const host = new VmHost({ code, fileName: 'small-world.js' });
  const world = new World({ seed: 1, host, drain: await availableDrain(), ...options });
  const small: SmallWorld = {
    world,
    host,
    boot(name, program = 'peer', nodeOptions = null) {
      const node = world.addNode({ name, program, options: nodeOptions });
      world.boot(node);
      return node;
    },
    async ask(node, method, ...args) {
      const text = await world.call(node, method, args);
      return text === undefined ? undefined : JSON.parse(text);
    },
  };
  try {
    return await world.run(() => driver(small));
  } finally {
    host.close();
  }
}
