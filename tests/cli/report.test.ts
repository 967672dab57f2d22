import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomClass } from '../unit/grading/pages/random-class.ts';
import { type CliRun, folderWith, labs, stable } from './labs.ts';

const document = randomClass({ seed: 1, submissions: 3, parts: ['2A'] });

function shown({ exitCode, stderr }: CliRun, folder: string): string {
  return `${exitCode}\n${stable(stderr, folder)}`;
}

describe('labs report', () => {
  it('writes the pages of a run into its folder, or wherever it is told to', async () => {
    const folder = folderWith({ 'run/grades.json': JSON.stringify(document) });
    const inside = await labs(['report', join(folder, 'run')]);
    expect(`${inside.exitCode} ${stable(inside.stdout, folder)}`).toMatchInlineSnapshot(
      `"0 DIR/run/report/index.html: the class, with 3 pages of submissions"`,
    );
    expect(readdirSync(join(folder, 'run', 'report', 'submissions'))).toHaveLength(3);
    await labs(['report', 'run/grades.json', '--out', 'elsewhere'], { cwd: folder });
    expect(existsSync(join(folder, 'elsewhere', 'index.html'))).toBe(true);
  });

  it('says what is wrong with a file that holds no grades', async () => {
    const broken = {
      ...document,
      submissions: document.submissions.map((submission) => ({ ...submission, status: 'fine', points: '12' })),
    };
    const twice = { ...document, submissions: [document.submissions[0], document.submissions[0]] };
    const folder = folderWith({
      'empty/x': '',
      'text/grades.json': 'grades',
      'other/grades.json': '{"version": 2}',
      'broken/grades.json': JSON.stringify(broken),
      'twice/grades.json': JSON.stringify(twice),
    });
    const runs = ['nowhere', 'empty', 'text', 'other', 'broken', 'twice'];
    const told = await Promise.all(runs.map(async (run) => shown(await labs(['report', join(folder, run)]), folder)));
    expect(told.join('\n\n')).toMatchInlineSnapshot(`
      "2
      error: cannot read DIR/nowhere: ENOENT: no such file or directory, open 'DIR/nowhere'
      hint:  name the folder of a run that has finished: \`labs grade\` writes grades.json into it

      2
      error: cannot read DIR/empty/grades.json: ENOENT: no such file or directory, open 'DIR/empty/grades.json'
      hint:  name the folder of a run that has finished: \`labs grade\` writes grades.json into it

      2
      error: DIR/text/grades.json is not JSON: Unexpected token 'g', "grades" is not valid JSON
      hint:  run \`labs grade\` again with the same run folder: it makes the file anew from the journal

      2
      error: DIR/other/grades.json does not hold the grades of a class:
        version: Invalid input: expected 1
        tool: Invalid input: expected "labs"
        run: Invalid input: expected object, received undefined
        submissions: Invalid input: expected array, received undefined
        summary: Invalid input: expected object, received undefined
      hint:  run \`labs grade\` again with the same run folder: it makes the file anew from the journal

      2
      error: DIR/broken/grades.json does not hold the grades of a class:
        submissions.0.status: Invalid option: expected one of "graded"|"incomplete"|"missing"
        submissions.0.points: Invalid input: expected number, received string
        submissions.1.status: Invalid option: expected one of "graded"|"incomplete"|"missing"
        submissions.1.points: Invalid input: expected number, received string
        submissions.2.status: Invalid option: expected one of "graded"|"incomplete"|"missing"
        … and 1 more
      hint:  run \`labs grade\` again with the same run folder: it makes the file anew from the journal

      2
      error: DIR/twice/grades.json holds the submission "team-001" twice
      hint:  run \`labs grade\` again with the same run folder: it makes the file anew from the journal"
    `);
  });
});
