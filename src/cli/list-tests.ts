import { loadConfig } from '../grading/config/load-config.ts';
import { planCells } from '../grading/run/plan.ts';
import { partOf } from '../labs/lab-test.ts';
import { PARTS } from '../labs/registry.ts';

interface ListedTest {
  id: string;
  part: string;
  title: string;
  points: number;
  property: string;
  checks: string;
  faults: readonly string[];
  extra: boolean;
}

/** The tests of parts (all by default) as text or JSON. */
export function listTests(parts: readonly string[], options: { config?: string; json?: boolean }): string {
  const config = loadConfig(process.cwd(), options.config);
  const cells = planCells({ parts: parts.length === 0 ? ['all'] : parts, pattern: undefined, seed: 1, seeds: 1 });
  const tests = cells.map(({ test }): ListedTest => {
    const part = partOf(test);
    return {
      id: test.id,
      part,
      title: test.title,
      points: config.parts[part]?.tests[test.id] ?? 0,
      property: test.property.name,
      checks: test.property.statement,
      faults: test.faults,
      extra: test.isExtra,
    };
  });
  return options.json ? `${JSON.stringify({ version: 1, tests }, null, 2)}\n` : listText(tests);
}

function listText(tests: readonly ListedTest[]): string {
  const lines: string[] = [];
  for (const { id, title } of PARTS) {
    const own = tests.filter(({ part }) => part === id);
    if (own.length === 0) continue;
    const points = own.reduce((sum, test) => sum + test.points, 0);
    lines.push(`${id}  ${title} (${points} points)`);
    for (const test of own) {
      lines.push(
        `  ${test.id.padEnd(36)} ${String(test.points).padStart(4)}  ${test.title}${test.extra ? '  [extra]' : ''}`,
      );
      lines.push(`${' '.repeat(45)}checks: ${test.checks}`);
      if (test.faults.length > 0) lines.push(`${' '.repeat(45)}faults: ${test.faults.join('; ')}`);
    }
    lines.push('');
  }
  return `${lines.join('\n')}`;
}
