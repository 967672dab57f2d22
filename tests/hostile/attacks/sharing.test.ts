import { describe, expect, it } from 'vitest';
import { findings, folderOf, TABLE_MS_MAX } from '../attack.ts';
import { changedChild, type Grading, grade, HAS_JAIL } from '../grade-hostile.ts';

/** Every server leaves something behind; the last one tells what the others left. */
const LEAVES = `
globalThis.left = (globalThis.left ?? 0) + 1;
Object.prototype.inherited = (Object.prototype.inherited ?? 0) + 1;
Error.kept = (Error.kept ?? 0) + 1;
let left = 0;
left++;`;

it('servers of one cluster share no objects', async () => {
  const ways = {
    'the global object': 'globalThis.left',
    'a prototype': 'Object.prototype.inherited',
    'a built-in': 'Error.kept',
    'a variable of the module': 'left',
    'an object of the harness': `(env.persister.held = (env.persister.held ?? 0) + 1)`,
  };
  expect(await findings(ways, { top: LEAVES, server: 2 })).toMatchInlineSnapshot(`
    {
      "a built-in": "1",
      "a prototype": "1",
      "a variable of the module": "1",
      "an object of the harness": "1",
      "the global object": "1",
    }
  `);
});

describe.skipIf(!HAS_JAIL)('servers that get out of their contexts', () => {
  /** Puts one object into every context of the process, behind the prelude. */
  const main = changedChild(`
const vm = require('node:vm');
const memory = { servers: 0 };
const { runInContext } = vm.Script.prototype;
vm.Script.prototype.runInContext = function (context, ...rest) {
  const value = runInContext.call(this, context, ...rest);
  context.memory = memory;
  return value;
};
`);
  const folder = folderOf({
    make: `memory.servers++; if (env.me === 2) throw new Error('memory of ' + memory.servers + ' servers');`,
  });
  const told = async (host: NonNullable<Grading['host']>) =>
    (await grade({ main, folder, host })).map(({ failure }) => failure?.message);

  it(
    'share memory in a process that they share, and not where isolation is strict',
    async () => {
      expect({ process: await told('process'), strict: await told('strict') }).toMatchInlineSnapshot(`
        {
          "process": [
            "server 2 crashed: Error: memory of 3 servers",
          ],
          "strict": [
            "server 2 crashed: Error: memory of 1 servers",
          ],
        }
      `);
    },
    TABLE_MS_MAX,
  );
});
