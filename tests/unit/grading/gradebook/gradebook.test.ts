import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillCanvasExport } from '../../../../src/grading/gradebook/canvas-csv.ts';
import { csvText } from '../../../../src/grading/gradebook/csv-text.ts';
import { parseGradebook } from '../../../../src/grading/gradebook/gradebook.ts';
import { moodleCsv } from '../../../../src/grading/gradebook/moodle-csv.ts';
import { plainCsv } from '../../../../src/grading/gradebook/plain-csv.ts';
import { checkProperty } from '../../../property.ts';
import { CLASS } from './class-of-three.ts';

const GRADEBOOK = parseGradebook(CLASS, 'grades.json');
const PLAIN = { hasBom: false };

describe('cells', () => {
  checkProperty(
    'of text are never formulas, and come back as they were otherwise',
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('=1+1', '+1', '-1', '@x', '\tx', '"', ',', '\n', 'ä')),
      (text) => {
        const [[cell]] = parse(csvText([], [[text]], PLAIN), { from_line: 2, skip_empty_lines: false }) as [[string]];
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(cell.replace(/^'/, '')).toBe(text.replaceAll(/[^\t\n\x20-\x7eä]/g, '').replace(/^'/, ''));
      },
    ),
  );

  it('that are blank are no zeros', () => {
    expect(csvText(['a', 'b', 'c'], [[null, 0, '']], PLAIN)).toBe('"a","b","c"\n,"0",\n');
  });
});

it('grades.csv has the names of nbgrader, and blanks where nothing is decided', () => {
  expect(plainCsv(GRADEBOOK, PLAIN)).toMatchInlineSnapshot(`
    ""assignment","student_id","name","email","status","raw_score","late_submission_penalty","score","max_score","late_days_used","note","2A"
    "2A","ada","Student ada","ada@x.edu","graded","7.5","0.75","6.75","10","1","one day late: times 0.9","7.5"
    "2A","bob","'=HYPERLINK(""http://x"") red link nul ]]> <script>alert(1)</script> ""quoted"" & 'more' 100% � alone rtl","bob@x.edu","graded","0","0","0","10",,"'-1+1 is not a module","0"
    "2A","eve","Student eve","eve@x.edu","incomplete",,,,"10",,,
    "
  `);
});

it('grades.csv begins with a byte order mark if asked to', () => {
  expect(plainCsv(GRADEBOOK, { hasBom: true }).codePointAt(0)).toBe(0xfeff);
});

describe('moodle', () => {
  it('gets grade and feedback together, and nothing about students without a score', () => {
    expect(moodleCsv(GRADEBOOK, { by: 'email', ...PLAIN })).toMatchInlineSnapshot(`
      ""Email address","Grade","Feedback comments"
      "ada@x.edu","6.75","2A: 7.5 of 10 points
      2A/a (agreement): 7.5 of 10, passed with 3 of 4 seeds
      one day late: times 0.9"
      "bob@x.edu","0","'-1+1 is not a module
      2A: 0 of 10 points
      2A/a (agreement): 7.5 of 10, passed with 3 of 4 seeds"
      "
    `);
  });

  it('goes by ID number if asked to', () => {
    expect(moodleCsv(GRADEBOOK, { by: 'id', ...PLAIN })).toMatch(/^"ID number","Grade","Feedback comments"\n"ada"/);
  });

  it('refuses students that Moodle could not find', () => {
    const [ada] = GRADEBOOK.submissions;
    const nameless = { ...GRADEBOOK, submissions: [{ ...(ada as NonNullable<typeof ada>), student: {} }] };
    expect(() => moodleCsv(nameless, { by: 'email', ...PLAIN })).toThrow('no email is known of ada');
  });
});

describe('canvas', () => {
  const EXPORT = [
    '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,"Lab 2A, Raft (901)",Lab 2B (902),Current Score',
    '    Points Possible,,,,,10.00,12.00,(read only)',
    '"Lovelace, Ada",11,u11,ada,"6.824, ""L01""",3.00,1,"25"',
    '"Bob, B.",12,u12,bob,L01,,2,',
    'Carol,13,u13,carol,L02,9,3,1',
    '"Student, Test",99,,,L02,,,',
    '',
  ].join('\r\n');
  const REQUEST = { assignment: 'Lab 2A, Raft', key: 'SIS Login ID', by: 'id' };

  it('has one column filled in, and every other byte as it was', () => {
    const filled = fillCanvasExport(EXPORT, GRADEBOOK, REQUEST);
    expect(filled.text).toBe(EXPORT.replace('L01""",3.00,', 'L01""",6.75,').replace('bob,L01,,', 'bob,L01,0,'));
    expect(filled.changes).toEqual([
      { student: 'ada', before: '3.00', after: '6.75' },
      { student: 'bob', before: '', after: '0' },
    ]);
    expect(filled.ungraded).toEqual(['carol']);
    expect(filled.unknown).toEqual([]);
  });

  it('finds the assignment by its number or its whole header, and students by another column', () => {
    for (const assignment of ['901', 'Lab 2A, Raft (901)']) {
      expect(fillCanvasExport(EXPORT, GRADEBOOK, { ...REQUEST, assignment }).changes).toHaveLength(2);
    }
    const emails = EXPORT.replace('ada,', 'ada@x.edu,');
    expect(fillCanvasExport(emails, GRADEBOOK, { ...REQUEST, by: 'email' })).toMatchObject({
      changes: [{ student: 'ada@x.edu' }],
      unknown: ['bob@x.edu'],
    });
  });

  it('refuses an assignment that is not there: Canvas would make a new one', () => {
    const refused = (assignment: string) => () => fillCanvasExport(EXPORT, GRADEBOOK, { ...REQUEST, assignment });
    expect(refused('Lab 2C')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('known: Lab 2A, Raft (901), Lab 2B (902)') }),
    );
    // What Canvas computes cannot be imported.
    expect(refused('Current Score')).toThrow("Canvas' export has no assignment 'Current Score'");
  });

  it('refuses a column that tells nobody apart', () => {
    expect(() => fillCanvasExport(EXPORT, GRADEBOOK, { ...REQUEST, key: 'Login' })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('known: Student, ID, SIS User ID, SIS Login ID') }),
    );
    expect(() => fillCanvasExport(EXPORT, GRADEBOOK, { ...REQUEST, key: 'ID' })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('there: 11, 12, 13; here, by id: ada, bob, eve') }),
    );
  });

  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'ä', '=') });
  checkProperty(
    'keeps the bytes of any export but those of the column',
    fc.property(fc.array(cell, { minLength: 6, maxLength: 6 }), fc.boolean(), (cells, isWindows) => {
      const quote = (text: string) => (/[,"\n\r ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const end = isWindows ? '\r\n' : '\n';
      const row = (score: string) =>
        [`n${cells[0]}`, cells[1], 'ada', cells[2], score, cells[3], cells[4]]
          .map((text) => quote(text ?? ''))
          .join(',');
      const head = `Student,${quote(`x${cells[5]}`)},SIS Login ID,y,L (1),z,w${end}`;
      const filled = fillCanvasExport(`${head}${row('5')}${end}`, GRADEBOOK, { ...REQUEST, assignment: 'L' });
      expect(filled.text).toBe(`${head}${row('6.75')}${end}`);
    }),
  );
});

it('refuses what is no class document, and says where', () => {
  expect(() => parseGradebook({ version: 1, tool: 'labs', run: {} }, 'r/grades.json')).toThrow(
    /^r\/grades.json does not hold the grades of a class: run.id: /,
  );
});
