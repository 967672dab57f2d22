import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExtensions, readRoster } from '../../../src/grading/batch/roster.ts';
import { folderWith } from '../../cli/labs.ts';

function file(text: string): string {
  return join(folderWith({ 'table.csv': text }), 'table.csv');
}

/** What is said about a file, with its place left out. */
function complaint(read: (path: string) => unknown, text: string): string {
  const path = file(text);
  try {
    read(path);
  } catch (error) {
    return (error as Error).message.replace(path, 'FILE');
  }
  return 'accepted';
}

describe('a roster', () => {
  it('keeps what it knows of a student, and where the submission is', () => {
    const path = file(
      '\uFEFFid,Name,email,path,submitted_at,section\nann,"Ann, Lee",ann@x.edu,work/ann,2026-10-01T10:00:00Z,2\nbo,,,,,\n',
    );
    const [ann, bo] = readRoster(path);
    expect(ann).toEqual({
      id: 'ann',
      path: join(path, '..', 'work', 'ann'),
      submittedAtMs: Date.UTC(2026, 9, 1, 10),
      student: { name: 'Ann, Lee', email: 'ann@x.edu', section: '2' },
    });
    expect(bo).toEqual({ id: 'bo', path: undefined, submittedAtMs: null, student: {} });
  });

  it('is refused with line and column where it makes no sense', () => {
    const wrong = [
      'name\nAnn\n',
      'id,id\na,b\n',
      'id\n',
      'id,name\nann\n',
      'id,name\nann,Ann\n,Bo\n',
      'id,name\nann,Ann\nbo,Bo\nann,Ann\n',
      'id,submitted_at\nann,yesterday\n',
      'id,submitted_at\nann,2026-10-01 10:00\n',
      'id,name\nann,"Ann\n',
    ];
    expect(wrong.map((text) => complaint(readRoster, text))).toMatchInlineSnapshot(`
      [
        "FILE:1: there is no column 'id', but name",
        "FILE:1: the column 'id' is there twice, or has no name",
        "FILE:1: there are no rows below the header",
        "FILE:2: Invalid Record Length: columns length is 2, got 1 on line 2",
        "FILE:3, column 1 (id): it is empty",
        "FILE:4, column 1 (id): 'ann' is in line 2, too",
        "FILE:2, column 2 (submitted_at): 'yesterday' is not a time with its zone, such as 2026-10-01T23:59:00-04:00",
        "FILE:2, column 2 (submitted_at): '2026-10-01 10:00' is not a time with its zone, such as 2026-10-01T23:59:00-04:00",
        "FILE:2: Quote Not Closed: the parsing is finished with an opening quote at line 2",
      ]
    `);
  });
});

describe('extensions', () => {
  it('are a deadline, or days, and late days that are gone', () => {
    const path = file('id,deadline,days,late_days_used\nann,2026-10-05T00:00:00Z,,\nbo,,2,1\n');
    expect([...readExtensions(path)]).toEqual([
      ['ann', { deadlineMs: Date.UTC(2026, 9, 5) }],
      ['bo', { days: 2, lateDaysUsed: 1 }],
    ]);
  });

  it('are refused with line and column where they make no sense', () => {
    const wrong = ['id,dedline\nann,x\n', 'id,days\nann,-1\n', 'id,days,deadline\nann,1,2026-10-05T00:00:00Z\n'];
    expect(wrong.map((text) => complaint(readExtensions, text))).toMatchInlineSnapshot(`
      [
        "FILE:1: there is no column 'dedline'",
        "FILE:2, column 2 (days): '-1' is not a number of days",
        "FILE:2, column 2 (days): there is a deadline, too: one of the two is enough",
      ]
    `);
  });
});
