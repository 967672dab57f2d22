import { expect, test } from 'vitest';
import { buggyReference, commitsOldTerms } from '../scenario/search/buggy.ts';
import { labs } from './labs.ts';

const hintOf = (text: string) => /^ {2}hint +([\s\S]*?)\n\n/m.exec(text)?.[1]?.replaceAll(/\n +/g, '\n');

test('a failure names the rule of the classic bug that is nearest, as far as the course wants it', async () => {
  const args = ['test', '2C', '--test', 'figure-8-commit', '--submission', buggyReference(commitsOldTerms), '--hints'];
  const [off, rule, scenario] = await Promise.all(['off', 'rule', 'scenario'].map((level) => labs([...args, level])));
  expect(off?.stdout).toContain('FAIL 2C/figure-8-commit');
  expect(hintOf(off?.stdout ?? '')).toBeUndefined();
  expect(hintOf(rule?.stdout ?? '')).toMatchInlineSnapshot(`
    "a leader may count replicas only for entries of its own term: older ones are committed along with those (Figure 8)
    Figure 2, Rules for Servers, Leaders: commit by counting only entries of the current term (section 5.4.2, Figure 8)"
  `);
  expect(hintOf(scenario?.stdout ?? '')).toBe(
    `${hintOf(rule?.stdout ?? '')}\nwhat shows it: 2C/figure-8-commit, an entry of an earlier term is not committed by counting (Figure 8)`,
  );
});

test('a level that there is not is refused', async () => {
  const { exitCode, stderr } = await labs(['test', '2A', '--hints', 'all']);
  expect(stderr).toContain("argument 'all' is invalid. Allowed choices are off, rule, scenario.");
  expect(exitCode).toBe(2);
});
