import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { packagePath } from '../../src/base/package-path.ts';
import { Journal, readJournal } from '../../src/grading/batch/journal.ts';
import { brokenMembers, correctMembers, mutantMembers, writeClass } from '../class.ts';
import { labs } from './labs.ts';

const folder = mkdtempSync(join(tmpdir(), 'labs-shards-'));
const REFERENCE = packagePath('reference', 'labs');

/** Three tests of one part. */
const CONFIG = {
  version: 1,
  parts: { '2A': { points: 3, tests: { '2A/initial-election': 1, '2A/two-candidates': 1, '2A/stale-leader': 1 } } },
};

/** One that is correct, one with a bug, one that does not build. */
function handIn(): void {
  const members = [
    ...correctMembers(REFERENCE, 1),
    ...mutantMembers(REFERENCE, ['2A']).slice(0, 1),
    ...brokenMembers().slice(0, 1),
  ];
  writeClass(members, join(folder, 'submissions'));
  writeFileSync(join(folder, 'grading.config.json'), JSON.stringify(CONFIG));
}

async function grade(out: string, ...more: string[]): Promise<void> {
  const args = ['grade', 'submissions', '--parts', '2A', '--out', out, '--jobs', '1', '--allow-weaker-jail', ...more];
  const { exitCode, stderr } = await labs(args, { cwd: folder });
  expect(`${exitCode} ${exitCode === 0 ? '' : stderr}`).toBe('0 ');
}

function results(out: string): string[] {
  return ['grades.json', 'grades.csv'].map((name) => readFileSync(join(folder, out, name), 'utf8'));
}

beforeAll(async () => {
  handIn();
  await grade('whole/run');
}, 120_000);

test.each([1, 2, 3, 7])(
  '%i shards, merged, are the run that was not split',
  async (count) => {
    const shards = Array.from({ length: count }, (_, i) => `${count}/shard-${i + 1}`);
    await Promise.all(
      [0, 1].map(async (lane) => {
        for (let i = lane; i < count; i += 2) {
          await grade(shards[i] as string, '--shard', `${i + 1}/${count}`, '--timings', 'whole/run/timings.json');
        }
      }),
    );
    const { exitCode } = await labs(['merge-reports', ...shards.reverse(), '--out', `${count}/run`], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(results(`${count}/run`)).toEqual(results('whole/run'));
  },
  120_000,
);

test('what cannot be merged is explained, and changes nothing', async () => {
  await grade('other/shard-1', '--shard', '1/3', '--strict-isolation');
  cpSync(join(folder, '3/shard-2'), join(folder, 'unfinished'), { recursive: true });
  // Its last result has never been written.
  const journal = join(folder, 'unfinished', 'journal.jsonl');
  writeFileSync(journal, `${readFileSync(journal, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
  const attempts = [
    ['3/shard-1', '3/shard-3'],
    ['3/shard-1', 'whole/run'],
    ['3/shard-1', '2/shard-2'],
    ['3/shard-2', '3/shard-3', 'other/shard-1'],
    ['3/shard-1', 'unfinished', '3/shard-3'],
    ['submissions'],
  ];
  const errors = [];
  for (const runs of attempts) {
    const { exitCode, stderr } = await labs(['merge-reports', ...runs, '--out', 'nothing'], { cwd: folder });
    // Which verdict a shard reaches last depends on how long each took in the first run.
    const shown = stderr.replaceAll(folder, 'DIR').replace(/(first of them 2A)\/[\w-]+/, '$1/…');
    errors.push(`${exitCode} ${shown.trimEnd()}`);
  }
  expect(errors).toMatchInlineSnapshot(`
    [
      "2 error: shard 2 of 3 not among the folders
    hint:  --allow-missing merges what is there: what has not been run is incomplete then, never passed",
      "2 error: whole/run is a whole run, not a shard of one
    hint:  shards are made with \`labs grade … --shard 2/8\`",
      "2 error: DIR/3/shard-1 and DIR/2/shard-2 are not shards of one run:
      shards: 3 and 2
    hint:  every shard has to be made from the same submissions, roster, config and options",
      "2 error: DIR/other/shard-1 and DIR/3/shard-2 are not shards of one run:
      host: "process-per-node", now "process"
    hint:  every shard has to be made from the same submissions, roster, config and options",
      "2 error: 1 of 9 verdicts are in no shard, the first of them 2A/…@1
    hint:  was every shard run to its end, with the same --timings? The same \`labs grade … --shard\` goes on where it was",
      "2 error: submissions is not the folder of a grading run: cannot read its run.json
    hint:  \`labs grade DIR --out RUN\` makes one",
    ]
  `);
  const again = await labs(['grade', 'submissions', '--parts', '2A', '--out', '3/shard-1', '--allow-weaker-jail'], {
    cwd: folder,
  });
  expect(`${again.exitCode} ${again.stderr}`.replaceAll(folder, 'DIR')).toMatchInlineSnapshot(`
    "2 error: 3/shard-1 holds shard 1 of 3, not a whole run
    hint:  every shard has a folder of its own: name another with --out
    "
  `);
});

test('what a missing shard would have run is incomplete, and nobody passes by it', async () => {
  const args = ['merge-reports', '3/shard-1', '3/shard-3', '--allow-missing', '--out', 'partly', '--reporter', 'json'];
  const { exitCode, stdout, stderr } = await labs(args, { cwd: folder });
  expect(stderr).toMatch(/without shard 2/);
  expect(exitCode).toBe(4);
  const { submissions } = JSON.parse(stdout) as { submissions: { status: string; score: number | null }[] };
  const incomplete = submissions.filter(({ status }) => status === 'incomplete');
  expect(incomplete.length).toBeGreaterThan(0);
  expect(incomplete.every(({ score }) => score === null)).toBe(true);
});

test('a shard that has run twice with another result is told as nondeterminism, and costs nobody a point', async () => {
  cpSync(join(folder, '2/shard-1'), join(folder, 'twice'), { recursive: true });
  const path = join(folder, 'twice', 'journal.jsonl');
  const { records } = readJournal(path);
  const changed = records.find((record) => record.type === 'unit' && record.run.status === 'passed');
  if (changed?.type !== 'unit') throw new Error('no unit has passed');
  changed.run.digest = changed.run.digest.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  rmSync(path);
  const { journal } = await Journal.open(path);
  await Promise.all(records.map((record) => journal.append(record)));
  await journal.close();
  const shards = ['2/shard-1', 'twice', '2/shard-2'];
  const { exitCode, stdout, stderr } = await labs(['merge-reports', ...shards, '--out', 'torn', '--reporter', 'json'], {
    cwd: folder,
  });
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`${changed.testId}@${changed.seed}`);
  expect(stderr).toMatch(/^nondeterminism: two runs of the same code with the same seed differ: /m);
  const { submissions } = JSON.parse(stdout) as {
    submissions: { digest: string; status: string; score: number | null }[];
  };
  const { status, score } = submissions.find(({ digest }) => digest === changed.submissionDigest) ?? {};
  expect([status, score]).toEqual(['incomplete', null]);
});
