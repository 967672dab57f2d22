import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classPages } from '../../../../src/grading/pages/class-pages.ts';
import { failedRun } from '../../../../src/grading/pages/failed-run.ts';
import { heatMap } from '../../../../src/grading/pages/heat-map.ts';
import { html } from '../../../../src/grading/pages/markup.ts';
import { pageNames } from '../../../../src/grading/pages/page-names.ts';
import { durationInWords, scoreHead } from '../../../../src/grading/pages/score-head.ts';
import { shownText } from '../../../../src/grading/pages/shown-text.ts';
import { wilsonInterval } from '../../../../src/grading/pages/wilson-interval.ts';
import { checkProperty } from '../../../property.ts';
import { HOSTILE_WORDS, hostileWords } from './hostile-words.ts';
import { randomClass } from './random-class.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_WORDS));

describe('text in a page', () => {
  checkProperty(
    'can neither open an element nor leave an attribute',
    fc.property(anyText, (text) => {
      const page = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`.toString();
      expect(page.match(/[<>]/g)).toHaveLength(8);
      expect(page.match(/["']/g)).toHaveLength(2);
    }),
  );

  checkProperty(
    'is bounded, and has no control or direction characters',
    fc.property(anyText, (text) => {
      const shown = shownText(text, 100);
      expect(shown.length).toBeLessThan(100 * '⟨U+E0000⟩'.length + 80);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }),
  );

  test('names what cannot be seen, and counts what is left out', () => {
    expect(shownText('a\u0000b\u202Ec\r\nd\uD800')).toBe('a⟨U+0000⟩b⟨U+202E⟩c\nd⟨U+D800⟩');
    expect(shownText('x'.repeat(1_234), 3)).toBe('xxx … (1,234 characters, the first 3 shown)');
    expect(shownText('שלום, 世界, é')).toBe('שלום, 世界, é');
  });
});

describe('names of pages', () => {
  checkProperty(
    'are safe and different on every file system, whatever the ids are',
    fc.property(fc.uniqueArray(anyText, { maxLength: 20 }), (ids) => {
      const names = [...pageNames(ids).values()];
      expect(names).toHaveLength(ids.length);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
      for (const name of names) {
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}\.html$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
      }
    }),
  );

  test('are the ids where these are harmless, and have a hash where they are not', () => {
    expect([...pageNames(['team-1', 'Ada', 'ada', '../x', 'nul', 'a@b.edu', '']).values()]).toMatchInlineSnapshot(`
      [
        "team-1.html",
        "Ada-99a563ab2f6e.html",
        "ada-fdee430d40bd.html",
        "x-d6b96a97d147.html",
        "page-nul-99e624275901.html",
        "a-b.edu-b3bd6b5029b2.html",
        "page-e3b0c44298fc.html",
      ]
    `);
  });

  test('stay different when an id imitates the hash of another', () => {
    const imitation = (pageNames(['a b']).get('a b') ?? '').replace('.html', '');
    expect(new Set(pageNames(['a b', imitation]).values()).size).toBe(2);
  });
});

describe('the pages of a class of hostile submissions', () => {
  const document = randomClass({ seed: 7, submissions: 6, parts: ['2A', '2B'], seeds: 2, words: hostileWords });
  const pages = classPages(document);

  test('there is one per submission, and the class’s', () => {
    expect(pages.size).toBe(7);
    expect([...pages.keys()].filter((path) => !/^(index\.html|submissions\/[\w.-]+\.html)$/.test(path))).toEqual([]);
  });

  test('all markup is the project’s own', () => {
    for (const [path, page] of pages) {
      expect(page.match(/<script/g), path).toHaveLength(path === 'index.html' ? 2 : 1);
      const markup = page.replace(/<script type="application\/json"[^<]*<\/script>/, '');
      expect(markup.match(/<(img|iframe|form|base|link|object)\b|\son\w+=["']/g), path).toBeNull();
      expect(page.length, path).toBeLessThan(4_000_000);
    }
  });

  test('the same document gives the same bytes', () => {
    expect(classPages(structuredClone(document))).toEqual(pages);
  });
});

describe('the page of a submission', () => {
  const document = randomClass({ seed: 3, submissions: 5, parts: ['2A'], seeds: 2, heldOutSeeds: 2 });
  const pages = classPages(document);

  test('holds nothing of another student', () => {
    for (const { id } of document.submissions) {
      const page = pages.get(`submissions/${id}.html`) ?? '';
      expect(page).toContain(id);
      for (const other of document.submissions.filter((one) => one.id !== id)) {
        expect(page).not.toContain(other.id);
        expect(page).not.toContain(other.student.email);
      }
    }
  });

  test('names no held-out seed', () => {
    const own = [...pages].filter(([path]) => path !== 'index.html').map(([, page]) => page);
    expect(own.join('')).toContain('held-out seed 2');
    expect(own.filter((page) => page.includes('90000'))).toEqual([]);
  });

  test('has a hint only where the document has one', () => {
    const silent = structuredClone(document);
    for (const { report } of silent.submissions)
      for (const { failure } of report.parts.flatMap(({ tests }) => tests)) if (failure !== null) delete failure.hint;
    const count = (pages: ReadonlyMap<string, string>) =>
      [...pages.values()].join('').split('<dt>Hint</dt>').length - 1;
    expect(count(pages)).toBeGreaterThan(0);
    expect(count(classPages(silent))).toBe(0);
  });

  test('says of a failure what labs test says, in the same order', () => {
    const failed = document.submissions
      .flatMap(({ report }) => report.parts.flatMap(({ tests }) => tests))
      .find(({ status, heldOut }) => status === 'failed' && heldOut === undefined);
    if (failed?.failure == null) throw new Error('nothing failed');
    const run = { ...failed, failure: { ...failed.failure, stack: ['raft/election.ts:87:12', 'raft.ts:240:5'] } };
    expect(failedRun({ run, name: 'seed 1', isHeldOut: false }, 'run-1', true).toString()).toMatchInlineSnapshot(`
      "<details class="run" id="run-1" open>
      <summary><span class="mark failed">failed</span> <span class="seed">seed 1</span> <bdi class="message">servers disagree about index 4: a committed entry was lost</bdi></summary>
      <dl class="failure"><div class="row-property"><dt>Property</dt>
      <dd>state machine safety (safety): servers apply the same command at the same index (Raft §5.4.3)</dd></div><div class="row-expected"><dt>Expected</dt>
      <dd>server 2 applies &quot;the history is not linearizable: a read of key &quot;x&quot; returns an old value&quot; at index 2, as server 0 did at 2343.083308 ms</dd></div><div class="row-actual"><dt>Actual</dt>
      <dd>server 2 applied &quot;command 3&quot; at index 2
      two leaders in term 7: server 0 and server 2</dd></div><div class="row-where"><dt>Where</dt>
      <dd>raft/election.ts:87:12
      raft.ts:240:5</dd></div><div class="row-first-bad"><dt>First bad</dt>
      <dd>event 405, at 3,341.3 ms of virtual time</dd></div><div class="row-replay"><dt>Replay</dt>
      <dd><code class="copy">labs replay 2A/two-candidates@2</code></dd></div><div class="row-hint"><dt>Hint</dt>
      <dd>a leader may count replicas only for entries of its own term: older ones are committed along with those (Figure 8)</dd></div></dl>
      </details>"
    `);
  });

  test('says what the gradebook gets, and why', () => {
    const graded = document.submissions[0];
    if (graded === undefined) throw new Error('no submission');
    const late = { lateByMs: 93_600_000, lateDaysUsed: 2, lateDaysLeft: 0, factor: 0.9, explanation: 'Two days late.' };
    const heads = [
      { ...graded, earned: 10, score: 9, points: 12, late },
      { ...graded, status: 'incomplete' as const, score: null, late: null },
      { ...graded, status: 'missing' as const, score: null, late: null },
    ].map((submission) =>
      scoreHead(submission)
        .toString()
        .replaceAll(/<[^>]+>/g, ''),
    );
    expect(heads.join('\n---\n')).toMatchInlineSnapshot(`
      "team-001
      Grace A. student0@example.edu 
      graded 9 of 12 points
      1 d 2 h late. Two days late. 10 points earned × 0.9 = 9. Late days used: 2; left: 0.
      ---
      team-001
      Grace A. student0@example.edu 
      incomplete no score yet: 0 tests have no verdict, which is not the submission’s doing; no point is lost by it

      ---
      team-001
      Grace A. student0@example.edu 
      missing nothing was handed in: no score
      "
    `);
  });
});

describe('figures', () => {
  test('a duration is told in its two largest units', () => {
    expect([0, 59_000, 3_600_000, 93_780_000].map(durationInWords)).toEqual([
      'less than a second',
      '59 s',
      '1 h',
      '1 d 2 h',
    ]);
  });

  test('the interval of a proportion is Wilson’s, and there is none for a handful', () => {
    const shown = (successes: number, trials: number) => {
      const interval = wilsonInterval(successes, trials);
      return interval && [interval.low, interval.high].map((value) => value.toFixed(3));
    };
    expect(shown(0, 10)).toEqual(['0.000', '0.278']);
    expect(shown(5, 10)).toEqual(['0.237', '0.763']);
    expect(shown(10, 10)).toEqual(['0.722', '1.000']);
    expect(shown(2, 4)).toBeUndefined();
  });

  test('the map has a character per test, and a reason where one did not pass', () => {
    const document = randomClass({ seed: 3, submissions: 3, parts: ['2A'], seeds: 2 });
    const map = heatMap(document, new Map());
    expect(map.parts).toEqual([{ id: '2A', columns: map.tests.length }]);
    expect(map.submissions.map(({ id, cells, notes }) => [id, cells, notes])).toMatchInlineSnapshot(`
      [
        [
          "team-001",
          "····~·~·~",
          {
            "4": "1 of 2 runs passed; seed 1: the history is not linearizable: a read of key "x" returns an old value",
            "6": "1 of 2 runs passed; seed 2: no leader within 5 election timeouts of a connected majority",
            "8": "1 of 2 runs passed; seed 1: servers disagree about index 4: a committed entry was lost",
          },
        ],
        [
          "team-002",
          "·········",
          {},
        ],
        [
          "team-003",
          "·~·M···TL",
          {
            "1": "1 of 2 runs passed; seed 2: two leaders in term 7: server 0 and server 2",
            "3": "0 of 2 runs passed; seed 1: the history is not linearizable: a read of key "x" returns an old value",
            "7": "0 of 2 runs passed; seed 1: no leader within 5 election timeouts of a connected majority",
            "8": "0 of 2 runs passed; seed 1: no leader within 5 election timeouts of a connected majority",
          },
        ],
      ]
    `);
  });
});
