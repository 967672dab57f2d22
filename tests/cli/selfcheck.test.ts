import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, labs } from './labs.ts';

const FEW = ['--seeds', '1', '--reference-seeds', '0'];

test('a planted bug runs against its part; the page says which test caught it, and as what', async () => {
  const page = join(folderWith({}), 'selfcheck.md');
  const { exitCode, stdout, stderr } = await labs(['selfcheck', 'R09', 'R04', ...FEW, '--page', page]);
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').sort().join('\n')).toMatchInlineSnapshot(`
    "
    caught as expected: 1 of 1; hints right: 1; false alarms: 0
    tests that caught none of these bugs: 2A/initial-election
    ✓ R04 self-vote-not-recorded       control: 0 of 1 seeds failed
    ✓ R09 no-step-down                 scenario 1/1, part 1/1"
  `);
  expect(exitCode).toBe(0);
  expect(readFileSync(page, 'utf8').replace(/in \d+ min/, 'in N min')).toMatchInlineSnapshot(`
    "# What the suite catches

    Made by \`labs selfcheck R09 R04 --seeds 1 --part-seeds 1 --reference-seeds 0\` in N min. A bug counts as caught
    when its directed test fails on every seed and its part, of which that is one test, on at least 95 % of them, for a
    property that the bug breaks: a run that merely crashes proves nothing.

    - Caught: 1 of 1; with any property: 1.
    - The hint that the student reads names the broken rule: 1 of 1.
    - False alarms: 0.

    | bug | what is wrong | directed test | seeds caught by the part | events | reported as |
    | --- | --- | --- | --- | --- | --- |
    | R04 self-vote-not-recorded | A candidate counts its own vote, but leaves votedFor empty. | 2A/two-candidates | control |  | passes: it gives no vote while it is a candidate or leads, and when it has stepped down in the same term, the leader of that term has its majority without it |
    | R09 no-step-down | A higher term is adopted, but the server keeps its role. | 2A/re-election | 1 of 1 | 53 | election safety |

    ## Which test catches which bug

    With the share of the seeds on which it did, if not on all of them. In brackets: never for a property that the bug breaks.

    | test | bugs |
    | --- | --- |
    | 2A/re-election | R09 |
    | 2A/many-elections | R09 |
    | 2A/two-candidates | R09 |
    | 2A/stale-leader | R09 |
    | 2A/later-term | R09 |
    | 2A/late-requests | R09 |
    | 2A/one-voter | R09 |
    | 2A/swarm | R09 |

    ## Tests that caught none of them

    Not necessarily idle: a test may be there for a bug that is not in the list.

    - 2A/initial-election
    "
  `);
});

test('the kill matrix is there for programs', async () => {
  const { exitCode, stdout } = await labs(['selfcheck', 'R02', '--part-seeds', '0', '--reporter', 'json', ...FEW]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
    {
      "idleTests": [],
      "mutants": [
        {
          "asExpected": true,
          "catches": [
            {
              "events": 31,
              "runs": 1,
              "seeds": 1,
              "seedsAsExpected": 1,
              "test": "2C/vote-survives-crash",
            },
          ],
          "events": 31,
          "hintRight": true,
          "id": "R02",
          "isControl": false,
          "killed": true,
          "name": "vote-no-persist",
          "part": "2C",
          "partKills": 1,
          "partKillsAsExpected": 1,
          "properties": [
            "one vote per term",
          ],
          "scenario": "2C/vote-survives-crash",
          "seeds": 1,
          "tests": [
            "2C/vote-survives-crash",
          ],
        },
      ],
      "references": [],
      "summary": {
        "asExpected": 1,
        "falseAlarms": 0,
        "hintsRight": 1,
        "killed": 1,
        "total": 1,
      },
      "version": 1,
    }
  `);
});

test('a bug that is not planted is refused', async () => {
  const { exitCode, stderr } = await labs(['selfcheck', 'R99']);
  expect(stderr).toMatchInlineSnapshot(`
    "error: there is no planted bug and no part 'R99' with one
    hint:  did you mean 'R09'? known: R01, R02, R03, R04, R05, R06, R07, R08, R09, R11, R12, R13, R16, R17, R18, R19, R20, R21, R22, R23, R26, R27, R28, R29, R30, R31, R32, R33, R35, R36, R37, R38, R39, R40, R41, R42, R43, R44, R45, K01, K02, K03, K04, K06, K07, K08, K09, K11, K13, K14, K15, K16, K17, K18, K19, K20, K21, K22, K23, K24, K25, K26, K27, K28, K29, K30, C01, C02, C04, C05, C06, C07, C08, C09, C10, C11, C12, C13, C14, C15, C16, C17, S01, S02, S03, S05, S06, S08, S09, S10, S11, S12, S13, S14, S15, S16, S17, S18, S19, S20, S21, S22, M01, M02, M03, M05, M07, M08, M09, M10, 1, 2A, 2B, 2C, 2D, 3A, 3B, 4A, 4B
    "
  `);
  expect(exitCode).toBe(2);
});
