import { TESTS } from '../../labs/registry.ts';
import type { Catch, MutantEntry, SelfcheckDocument } from './document.ts';
import type { Mutant } from './mutant.ts';

/** The page of the docs: what the suite catches, as Markdown. */
export function selfcheckPage(
  document: SelfcheckDocument,
  mutants: readonly Mutant[],
  { command, seconds }: { command: string; seconds: number },
): string {
  const { summary, references } = document;
  return [
    '# What the suite catches',
    '',
    `Made by \`${command}\` in ${Math.ceil(seconds / 60)} min. A bug counts as caught`,
    'when its directed test fails on every seed and its part, of which that is one test, on at least 95 % of them, for a',
    'property that the bug breaks: a run that merely crashes proves nothing.',
    '',
    `- Caught: ${summary.asExpected} of ${summary.total}; with any property: ${summary.killed}.`,
    `- The hint that the student reads names the broken rule: ${summary.hintsRight} of ${summary.total}.`,
    `- False alarms: ${summary.falseAlarms}.`,
    ...references.map(({ id, runs, failures }) => `- Reference \`${id}\`: ${runs} runs, ${failures} failures.`),
    '',
    '| bug | what is wrong | directed test | seeds caught by the part | events | reported as |',
    '| --- | --- | --- | --- | --- | --- |',
    ...document.mutants.map((entry) => row(entry, mutants.find(({ id }) => id === entry.id) as Mutant)),
    '',
    ...matrix(document.mutants),
    ...idle(document.idleTests),
  ].join('\n');
}

/** Which test catches which bug: a row per test that caught any. */
function matrix(mutants: readonly MutantEntry[]): string[] {
  const rows = TESTS.flatMap(({ id }) => {
    const cells = mutants.flatMap(({ id: bug, catches }) => {
      const caught = catches.find(({ test }) => test === id);
      return caught === undefined ? [] : [cell(bug, caught)];
    });
    return cells.length === 0 ? [] : [`| ${id} | ${cells.join(', ')} |`];
  });
  return [
    '## Which test catches which bug',
    '',
    'With the share of the seeds on which it did, if not on all of them. In brackets: never for a property that the bug breaks.',
    '',
    '| test | bugs |',
    '| --- | --- |',
    ...rows,
    '',
  ];
}

function cell(bug: string, { runs, seeds, seedsAsExpected }: Catch): string {
  const share = seeds === runs ? '' : ` ${Math.round((100 * seeds) / runs)} %`;
  return seedsAsExpected === 0 ? `(${bug}${share})` : `${bug}${share}`;
}

function idle(tests: readonly string[]): string[] {
  if (tests.length === 0) return [];
  return [
    '## Tests that caught none of them',
    '',
    'Not necessarily idle: a test may be there for a bug that is not in the list.',
    '',
    ...tests.map((id) => `- ${id}`),
    '',
  ];
}

function row(entry: MutantEntry, mutant: Mutant): string {
  const caught = entry.isControl ? 'control' : `${entry.partKillsAsExpected} of ${entry.seeds}`;
  const mark = entry.asExpected ? '' : ' **not as it should be**';
  const reported = entry.properties.join(', ') || (entry.isControl ? `passes: ${mutant.control}` : '');
  const cells = [`${entry.id} ${entry.name}`, mutant.bug, entry.scenario, caught + mark, entry.events ?? '', reported];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}
