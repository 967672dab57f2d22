import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonPrefixLength } from '../../../src/harness/nodes/prelude/common-prefix.ts';
import { StepEffects } from '../../../src/harness/step-effects.ts';
import { checkProperty } from '../../property.ts';
import { simulate } from './small-world.ts';

// States as a log makes them: mostly the last one with something more, sometimes less, sometimes another one.
const edit = fc.record({
  kept: fc.double({ min: 0, max: 1, noNaN: true }),
  added: fc.string({ unit: fc.constantFrom('a', 'é', '\u{1f600}', '"', '\n'), maxLength: 600 }),
  snapshot: fc.option(fc.string({ maxLength: 10 }), { nil: undefined }),
});

function statesOf(edits: readonly { kept: number; added: string }[]): string[] {
  let state = '';
  return edits.map(({ kept, added }) => {
    state = [...state].slice(0, Math.floor([...state].length * kept)).join('') + added;
    return state;
  });
}

const KEEPER = `(runtime) => ({
  onRpc() {},
  onCall(_method, [state, snapshot]) {
    if (snapshot === null) runtime.persister.saveState(state);
    else runtime.persister.save(state, snapshot);
    return runtime.persister.readState() === state;
  },
})`;

checkProperty(
  'the disk holds what was saved last, whatever it held before',
  fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
    const states = statesOf(edits);
    await simulate(
      async ({ world, boot }) => {
        const node = boot('keeper', 'keeper');
        let snapshotOnDisk = '';
        for (const [i, { snapshot }] of edits.entries()) {
          expect(await world.call(node, 'save', [states[i], snapshot ?? null])).toBe('true');
          snapshotOnDisk = snapshot ?? snapshotOnDisk;
          expect([node.disk.state, node.disk.snapshot]).toEqual([states[i], snapshotOnDisk]);
        }
      },
      { programs: { keeper: KEEPER } },
    );
  }),
  40,
);

checkProperty(
  'a common prefix is common, cuts no character in two, and is short of the longest by little',
  fc.property(fc.array(edit, { minLength: 2, maxLength: 2 }), (edits) => {
    const [before, after] = statesOf(edits) as [string, string];
    const length = commonPrefixLength(before, after);
    expect(after.slice(0, length)).toBe(before.slice(0, length));
    expect(after.slice(0, length).isWellFormed()).toBe(true);
    let longest = 0;
    while (longest < Math.min(before.length, after.length) && before[longest] === after[longest]) longest++;
    if (longest > 256) expect(longest - length).toBeLessThan(40);
  }),
);

test('a state cannot keep more than there is', async () => {
  await simulate(async ({ world, boot }) => {
    const sink = new StepEffects(world, undefined).of(boot('a'));
    expect(() => sink.persist(5, '', undefined)).toThrowErrorMatchingInlineSnapshot(
      `[ProtocolViolation: a state that keeps 5 characters of one that has 0]`,
    );
  });
});
