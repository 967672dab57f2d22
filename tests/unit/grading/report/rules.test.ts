// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { packagePath } from '../../../../src/base/package-path.ts';
import { REPORTERS } from '../../../../src/cli/commands/report-options.ts';
import type { ReportDocument } from '../../../../src/grading/report/document.ts';
import type { ReportFacts } from '../../../../src/grading/report/facts.ts';
import { wholePoints } from '../../../../src/grading/report/formats/classroom50.ts';
import { plainText } from '../../../../src/grading/report/plain-text.ts';
import { findFormat, REPORT_FORMATS, renderReport } from '../../../../src/grading/report/registry.ts';
import { parseSubmissionMetadata } from '../../../../src/grading/report/submission-metadata.ts';
import { checkProperty } from '../../../property.ts';
import { documentOf, FACTS, failure, manyFailures, NASTY, part, run } from './nasty-document.ts';

const render = (name: string, document: ReportDocument = NASTY, facts: ReportFacts = FACTS) =>
  renderReport(findFormat(name), document, facts);

const parsed = (name: string, document: ReportDocument = NASTY, facts: ReportFacts = FACTS) =>
  JSON.parse(render(name, document, facts));

const withText = (text: string) =>
  documentOf([
    part('2A', [run({ id: '2A/a', status: 'failed', failure: failure({ message: text, actual: text, hint: text }) })]),
  ]);

const texts = fc.string({ unit: 'binary', maxLength: 60 });
const lone = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((u) => String.fromCharCode(...u));
const hostileTexts = fc.oneof(
  texts,
  lone,
  fc.constantFrom('\n::error::x', '\u001b[2J\u009b31m', ']]>', '%0A::x', '\r::x', '---\n...', '"', "'", '\\', '#'),
);

describe('every format', () => {
  it('is in the list, in the folder, and in the help of --reporter', () => {
    const names = REPORT_FORMATS.map(({ name }) => name);
    expect([...REPORTERS]).toEqual(names);
    const files = readdirSync(packagePath('src', 'grading', 'report', 'formats')).map((file) => file.slice(0, -3));
    expect([...files, 'json', 'text'].sort()).toEqual([...names].sort());
  });

  it.each(REPORT_FORMATS.filter(({ isExact }) => !isExact).map(({ name }) => name))(
    '%s holds nothing that a terminal or a parser obeys',
    (name) => {
      expect(render(name)).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u,
      );
    },
  );

  it('stays as small as its reader wants it, whatever a submission says', () => {
    const document = manyFailures(160, 'x'.repeat(5_000_000));
    const sizes = REPORT_FORMATS.filter(({ maxBytes }) => maxBytes !== undefined).map(({ name, maxBytes = 0 }) => ({
      name,
      fits: Buffer.byteLength(render(name, document)) <= maxBytes,
    }));
    expect(sizes.length).toBeGreaterThan(4);
    expect(sizes.filter(({ fits }) => !fits)).toEqual([]);
  });
});

it('json gives the document back, hostile texts and all', () => {
  expect(parsed('json')).toEqual(NASTY);
});

describe('plain text', () => {
  it('says how much is missing', () => {
    expect(plainText('abcdef', 4)).toBe('abcd … (2 more characters)');
    expect(plainText('x'.repeat(1_000_000), 2)).toBe('xx … (999998 more characters)');
  });

  it('never cuts a character in two', () => {
    expect(plainText('a😀', 2)).toBe('a\ufffd … (1 more characters)');
  });

  it('takes whole escape sequences away, also unfinished ones', () => {
    expect(plainText('a\u001b[1;31mb\u001b]0;title\u0007c\u001bPq\u001b\\d\u009b2Je\u001b[', 100)).toBe('abcde');
  });

  checkProperty(
    'is harmless and idempotent',
    fc.property(hostileTexts, (text) => {
      const plain = plainText(text, 1_000);
      expect(plain).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u);
      expect(plainText(plain, 1_000)).toBe(plain);
    }),
  );
});

describe('junit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  const casesOf = (document: ReportDocument) =>
    parser
      .parse(render('junit', document))
      .testsuites.testsuite.flatMap((suite: { testcase: Record<string, unknown>[] }) => suite.testcase);

  it('is well-formed, and counts what it holds', () => {
    expect(XMLValidator.validate(render('junit'))).toBe(true);
    const { testsuites } = parser.parse(render('junit'));
    expect(testsuites).toMatchObject({ tests: '5', failures: '2', errors: '1', skipped: '1' });
    expect(testsuites.testsuite).toHaveLength(2);
  });

  it('has no two cases of the same class and name: only the first would count', () => {
    const names = casesOf(NASTY).map(({ classname, name }: Record<string, string>) => `${classname} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says the reason in the text too, on its first line', () => {
    expect(casesOf(NASTY)[1].failure['#text']).toMatch(/^FAIL 2A\/second \(1.5 points\): server 6 voted twice\n/);
  });

  it('blames the submission in <failure> and the harness in <error>', () => {
    const elements = casesOf(NASTY).map((test: object) =>
      ['failure', 'error', 'skipped'].filter((name) => name in test).join(),
    );
    expect(elements).toEqual(['', 'failure', 'failure', 'error', 'skipped']);
  });

  checkProperty(
    'is well-formed and gives back any text',
    fc.property(hostileTexts, (text) => {
      const xml = render('junit', withText(text));
      expect(XMLValidator.validate(xml)).toBe(true);
      const plain = plainText(text, 8_000);
      expect(casesOf(withText(text))[0].failure['#text']).toContain(plain.replaceAll('\n', `\n${' '.repeat(13)}`));
    }),
    100,
  );
});

describe('github', () => {
  const lines = (document: ReportDocument) => render('github', document).trimEnd().split('\n');

  it('emits nine annotations and a pointer to the rest: more would be dropped silently', () => {
    const many = lines(manyFailures(12, 'bad'));
    expect(many).toHaveLength(10);
    expect(many.at(-1)).toBe('::error title=labs::and 3 more, see the summary: 2B/test-9, 2B/test-10, 2B/test-11');
    expect(lines(manyFailures(9, 'bad'))).toHaveLength(9);
  });

  it('points to the file from the root of the repository', () => {
    expect(render('github', NASTY, { ...FACTS, workingFolder: 'labs/raft' })).toContain(
      '::error file=labs/raft/my code/raft%2C v2%3A1.ts,line=87,col=12,',
    );
  });

  it('is empty when all passed', () => {
    expect(render('github', documentOf([part('2A', [run({})])]))).toBe('');
  });

  checkProperty(
    'is one command for a test, whatever its text is',
    fc.property(hostileTexts, (text) => {
      const [line, ...others] = lines(withText(text));
      expect(line).toMatch(/^::error title=2A\/a \(2 points\)::/);
      expect(others).toEqual([]);
    }),
  );
});

describe('markdown', () => {
  checkProperty(
    'keeps every text inside its HTML block',
    fc.property(fc.oneof(hostileTexts, fc.constantFrom('</pre>', '</summary>\n\n# x', '\n\n![](http://x)')), (text) => {
      const page = render('markdown', withText(text));
      expect(page.match(/<\/?pre>/g)).toEqual(['<pre>', '</pre>']);
      const outside = page.replace(/<pre>[\s\S]*<\/pre>/, '').replace(/<summary>.*<\/summary>/, '');
      expect(outside).toBe(
        render('markdown', withText('x'))
          .replace(/<pre>[\s\S]*<\/pre>/, '')
          .replace(/<summary>.*<\/summary>/, ''),
      );
    }),
  );
});

describe('gradescope', () => {
  it('hides no test that scores, and leaves the total to the tests', () => {
    const results = parsed('gradescope');
    expect(results).not.toHaveProperty('score');
    expect(results.tests.every(({ visibility }: { visibility: string }) => visibility === 'visible')).toBe(true);
    expect(results.visibility).toBe('visible');
    expect(results.stdout_visibility).toBe('hidden');
  });

  it('says neither passed nor failed of a test without a verdict, and says so at the top', () => {
    const results = parsed('gradescope');
    expect(results.tests.map(({ status }: { status?: string }) => status)).toEqual([
      'passed',
      'failed',
      'failed',
      undefined,
      undefined,
    ]);
    expect(results.output).toContain('NO VERDICT on 2B/broken');
    expect(results.extra_data.is_complete).toBe(false);
  });

  it('tells lateness by the time of submission: a rerun next week says the same', () => {
    const metadata = parseSubmissionMetadata({
      created_at: '2026-11-22T14:30:00.000000-05:00',
      assignment: { due_date: '2026-11-22T17:00:00Z', late_due_date: '2026-11-22T19:00:00Z', total_points: '20.0' },
    });
    const results = parsed('gradescope', NASTY, { ...FACTS, metadata });
    expect(results.output).toContain('submitted 2 h 30 min after the due date, and after the late due date');
    expect(results.extra_data).toMatchObject({ late_by_ms: 9_000_000, is_after_late_due_date: true });
    const rerun = { ...FACTS, metadata, startedAtMs: FACTS.startedAtMs + 7e8, finishedAtMs: FACTS.finishedAtMs + 7e8 };
    expect(parsed('gradescope', NASTY, rerun)).toEqual(results);
  });

  it('says nothing of lateness where there is no due date', () => {
    for (const metadata of [{}, { created_at: 'soon', assignment: { due_date: null } }, { assignment: {} }]) {
      const facts = { ...FACTS, metadata: parseSubmissionMetadata(metadata) };
      expect(parsed('gradescope', NASTY, facts)).toEqual(parsed('gradescope'));
    }
  });
});

describe('classroom50', () => {
  it('has whole points, halves to the even number', () => {
    expect([0, 0.5, 1.5, 2.5, 0.49, 2.51, 3, 0.1 + 0.4].map(wholePoints)).toEqual([0, 0, 2, 2, 0, 3, 3, 0]);
  });

  checkProperty(
    'sums what it shows',
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean()), { maxLength: 12 }), (tests) => {
      const runs = tests.map(([quarters, passes], i) =>
        run({ id: `2A/t${i}`, points: quarters / 4, status: passes ? 'passed' : 'failed' }),
      );
      const result = parsed('classroom50', documentOf([part('2A', runs)]));
      const sum = (key: string) => result.tests.reduce((total: number, test: never) => total + test[key], 0);
      expect(result.score).toBe(sum('score'));
      expect(result['max-score']).toBe(sum('max-score'));
      expect(Number.isInteger(result.score)).toBe(true);
    }),
  );

  it('has the exact points in the text of the release', () => {
    expect(render('classroom50-release')).toContain('Exact points: 2 of 8.');
  });
});

describe('ctrf', () => {
  it('has every required field with its type, counts that add up, and never calls a failure flaky', () => {
    const { results, reportFormat, specVersion } = parsed('ctrf');
    expect(reportFormat).toBe('CTRF');
    expect(specVersion).toMatch(/^\d+\.\d+\.\d+$/);
    const { tests, passed, failed, skipped, pending, other, start, stop } = results.summary;
    expect(passed + failed + skipped + pending + other).toBe(tests);
    expect(tests).toBe(results.tests.length);
    expect(start).toBeLessThanOrEqual(stop);
    for (const test of results.tests) {
      expect(['passed', 'failed', 'skipped', 'pending', 'other']).toContain(test.status);
      expect(Number.isInteger(test.duration)).toBe(true);
      expect(test.flaky).toBe(false);
    }
  });
});

describe('tap', () => {
  checkProperty(
    'has diagnostics that YAML gives back, and no line of its own from a text',
    fc.property(hostileTexts, (text) => {
      const lines = render('tap', withText(text)).split('\n');
      expect(lines.filter((line) => !line.startsWith('  '))).toEqual([
        'TAP version 14',
        '1..1',
        'not ok 1 - 2A/a: initial election',
        '',
      ]);
      const block = lines.filter((line) => line.startsWith('  ')).slice(1, -1);
      expect(parseYaml(block.join('\n')).actual).toBe(plainText(text, 8_000));
    }),
  );
});

describe('autolab', () => {
  it('ends with the scores, and gives none to a part without a verdict', () => {
    expect(render('autolab')).toMatch(/\n\{"scores":\{"2A":2\},"scoreboard":\[2,2,0\]\}\n$/);
  });
});

describe('prairielearn', () => {
  it('has a score from 0 to 1', () => {
    const document = documentOf([
      part('2A', [run({}), run({ id: '2A/b', points: 1, status: 'failed', failure: failure() })]),
    ]);
    expect(parsed('prairielearn', document)).toMatchObject({ gradable: true, score: 2 / 3 });
  });

  it('takes no attempt for what does not build', () => {
    const fault = failure({ kind: 'build', message: 'the submission does not build' });
    const document = documentOf([part('2A', [run({ status: 'build-error', failure: fault })])]);
    expect(parsed('prairielearn', document)).toMatchObject({
      gradable: false,
      score: 0,
      format_errors: ['the submission does not build'],
    });
  });
});

describe('check50', () => {
  it('has null for a check that could not be made', () => {
    const values = parsed('check50').results.map(({ passed }: { passed: boolean | null }) => passed);
    expect(values).toEqual([true, false, false, null, null]);
  });
});
