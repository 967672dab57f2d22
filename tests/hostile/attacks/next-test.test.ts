import { describe, expect, it } from 'vitest';
import { type CellRun, changedChild, Grader, HAS_JAIL } from '../grade-hostile.ts';

const TESTS = ['2A/initial-election', '2A/two-candidates', '2A/re-election'];

/** The script of a child that has been taken over, serves one test honestly, and does this when it gets the next one. */
function honestOnce(attack: string): string {
  return changedChild(`
const fs = require('node:fs');
const { readSync, writeSync } = fs;
let tests = 0;
fs.readSync = (fd, buffer, at, ...rest) => {
  const bytes = readSync(fd, buffer, at, ...rest);
  // The first bytes of a frame: its length, then 2, what nodes will run.
  if (fd === 0 && at === 0 && buffer.readUInt32LE(4) === 2 && ++tests === 2) { ${attack} }
  return bytes;
};
`);
}

async function run(main?: string): Promise<CellRun[]> {
  const grader = new Grader({ stepCpuMs: 300, ...(main === undefined ? {} : { main }) });
  try {
    return await grader.run(TESTS);
  } finally {
    grader.close();
  }
}

const outcomes = (runs: readonly CellRun[]) => runs.map(({ status, digest }) => [status, digest]);

const ATTACKS = {
  'it ends': 'process.exit(0);',
  'it does not answer': 'for (;;);',
  'it says what is no answer': 'writeSync(1, Buffer.alloc(64, 255));',
  'it has no memory left': 'globalThis.kept = []; for (;;) kept.push(new Array(1 << 20).fill(kept.length));',
  'its built-ins are broken': 'JSON.stringify = JSON.parse = () => { throw new Error("kept"); };',
};

describe.skipIf(!HAS_JAIL)('what a child keeps from one test for the next', { timeout: 120_000 }, () => {
  it.each(Object.entries(ATTACKS))('costs the next one nothing: %s', async (_, attack) => {
    expect(outcomes(await run(honestOnce(attack)))).toEqual(outcomes(await run()));
  });

  it('can be used by code that is out of its contexts, and changes nothing in how it is judged', async () => {
    // It clears a timer that no server has: a run that is another one, and as good.
    const clears = `
      let isDone = false;
      fs.writeSync = (to, bytes, from, length) => {
        const effects = bytes.readUInt32LE(8) & 0x7fffffff;
        if (to !== 1 || isDone || effects === 0) return writeSync(to, bytes, from, length);
        isDone = true;
        const more = Buffer.concat([bytes.subarray(0, 12), Buffer.from('C999999\\n'), bytes.subarray(12, length)]);
        more.writeUInt32LE(length - 4 + 8, 0);
        more.writeUInt32LE((bytes.readUInt32LE(8) + 8) >>> 0, 8);
        writeSync(to, more);
        return length;
      };
    `;
    const [honest, attacked] = [await run(), await run(honestOnce(clears))];
    expect(attacked.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
    expect(attacked[0]?.digest).toBe(honest[0]?.digest);
    expect(attacked[1]?.digest).not.toBe(honest[1]?.digest);
  });
});
