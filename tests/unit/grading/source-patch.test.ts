import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MUTANTS } from '../../../reference/mutants/index.ts';
import { packagePath } from '../../../src/base/package-path.ts';
import { applyPatches, PatchMismatch } from '../../../src/grading/submission/source-patch.ts';
import { TESTS } from '../../../src/labs/registry.ts';

const patch = { file: 'a.ts', find: 'x + 1', replace: "x + '$&'" };

test('a patch changes what it finds, literally, in its file', () => {
  expect(applyPatches('return x + 1;', 'a.ts', [patch])).toBe("return x + '$&';");
  expect(applyPatches('return x + 1;', 'b.ts', [patch])).toBe('return x + 1;');
});

test('a patch that does not fit says so', () => {
  const problems = ['return x;', 'x + 1 + x + 1'].map((source) => {
    try {
      return applyPatches(source, 'a.ts', [patch]);
    } catch (error) {
      expect(error).toBeInstanceOf(PatchMismatch);
      return (error as Error).message;
    }
  });
  expect(problems).toEqual(['a.ts contains "x + 1" 0 times, not once', 'a.ts contains "x + 1" 2 times, not once']);
});

test('every planted bug fits the reference, has a name of its own and a scenario that exists', () => {
  const tests = new Set(TESTS.map(({ id }) => id));
  for (const mutant of MUTANTS) {
    for (const file of new Set(mutant.patches.map((each) => each.file))) {
      const source = readFileSync(packagePath('reference', 'labs', file), 'utf8');
      expect(applyPatches(source, file, mutant.patches), mutant.id).not.toBe(source);
    }
    expect(tests.has(mutant.scenario), `${mutant.id}: ${mutant.scenario}`).toBe(true);
    expect(mutant.expected.length === 0, mutant.id).toBe(mutant.control !== undefined);
  }
  expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
});
