import { expect, it } from 'vitest';
import { findFormat, renderReport } from '../../../../src/grading/report/registry.ts';
import { FACTS, NASTY } from './nasty-document.ts';

const rendered = (name: string) => renderReport(findFormat(name), NASTY, FACTS);

it('junit', () => {
  expect(rendered('junit')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="labs" tests="5" failures="2" errors="1" skipped="1" time="0.287">
      <testsuite name="2A Part 2A" tests="3" failures="2" errors="0" skipped="0" time="0.205" timestamp="2026-11-22T20:40:00">
        <properties>
          <property name="points" value="5.5"/>
          <property name="earned" value="2"/>
        </properties>
        <testcase classname="labs.2A" name="first: initial election" time="0.041">
          <properties>
            <property name="points" value="2"/>
            <property name="earned" value="2"/>
            <property name="runs" value="1"/>
            <property name="passed" value="1"/>
            <property name="seed" value="1"/>
            <property name="digest" value="d1"/>
          </properties>
        </testcase>
        <testcase classname="labs.2A" name="second: several seeds" time="0.123">
          <properties>
            <property name="points" value="1.5"/>
            <property name="earned" value="0"/>
            <property name="runs" value="3"/>
            <property name="passed" value="1"/>
            <property name="seed" value="2"/>
            <property name="digest" value="d1"/>
          </properties>
          <failure message="server 6 voted twice (passed with 1 of 3 seeds)" type="one vote per term">FAIL 2A/second (1.5 points): server 6 voted twice
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      seeds      passed with 1 of 3; this is seed 2</failure>
        </testcase>
        <testcase classname="labs.2A" name="third: hostile" file="my code/raft, v2:1.ts" line="87" time="0.041">
          <properties>
            <property name="points" value="2"/>
            <property name="earned" value="0"/>
            <property name="runs" value="1"/>
            <property name="passed" value="0"/>
            <property name="seed" value="1"/>
            <property name="digest" value="d1"/>
          </properties>
          <failure message="red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; 'more' 100% � alone rtl" type="one vote per term">CRASH 2A/third (2 points): red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; "quoted" &amp; 'more' 100% � alone rtl
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; "quoted" &amp; 'more' 100% � alone rtl
                 ::set-output name=score::100
                 ::error::forged
                 =cmd|'/c calc'!A1
                 &lt;/pre&gt;&lt;/details&gt;
                 ~~~
                 # SKIP
                 ...
                 {"scores":{"Lab 2A":100}}
      where      at Object.&lt;anonymous&gt; (/usr/lib/x.js:1:1)
                 at elect (my code/raft, v2:1.ts:87:12)
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/third@1
      hint       persist votedFor</failure>
        </testcase>
      </testsuite>
      <testsuite name="2B Part 2B" tests="2" failures="0" errors="1" skipped="1" time="0.082" timestamp="2026-11-22T20:40:00">
        <properties>
          <property name="points" value="2.5"/>
          <property name="earned" value="0"/>
        </properties>
        <testcase classname="labs.2B" name="broken: the harness fails" time="0.041">
          <properties>
            <property name="points" value="0.5"/>
            <property name="earned" value="0"/>
            <property name="runs" value="1"/>
            <property name="passed" value="0"/>
            <property name="seed" value="1"/>
            <property name="digest" value="d1"/>
          </properties>
          <error message="no verdict, not the submission’s fault: the harness is at fault: out of cheese" type="harness">ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese
      property   harness (harness): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      verdict    none: this is not the submission’s fault</error>
        </testcase>
        <testcase classname="labs.2B" name="late: not run" time="0.041">
          <properties>
            <property name="points" value="2"/>
            <property name="earned" value="0"/>
            <property name="runs" value="1"/>
            <property name="passed" value="0"/>
            <property name="seed" value="1"/>
            <property name="digest" value="d1"/>
          </properties>
          <skipped message="not run"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

it('github', () => {
  expect(rendered('github')).toMatchInlineSnapshot(`
    "::error title=2A/second (1.5 points)::server 6 voted twice (passed with 1 of 3 seeds)%0Aexpected: one vote%0Aactual: two votes%0Areplay: labs replay 2A/second@2%0Ahint: persist votedFor
    ::error file=my code/raft%2C v2%3A1.ts,line=87,col=12,title=2A/third (2 points)::red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100%25 � alone rtl%0Aexpected: one vote%0Aactual: red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100%25 � alone rtl%0A::set-output name=score::100%0A::error::forged%0A=cmd|'/c calc'!A1%0A</pre></details>%0A~~~%0A# SKIP%0A...%0A{"scores":{"Lab 2A":100}}%0Areplay: labs replay 2A/third@1%0Ahint: persist votedFor
    ::error title=2B/broken (0.5 points)::no verdict, not the submission’s fault: the harness is at fault: out of cheese%0Aexpected: one vote%0Aactual: two votes%0Areplay: labs replay 2A/second@2%0Ahint: persist votedFor
    "
  `);
});

it('markdown', () => {
  expect(rendered('markdown')).toMatchInlineSnapshot(`
    "## labs: 2 of 8 points

    <p>6.824 (2022), seed 1</p>

    > **NO VERDICT on 2B/broken (worth 0.5 points): the harness is at fault or could not decide, not the submission. Run it again, or have a person look: the score does not hold yet.**

    | part | tests passed | points |
    | --- | --: | --: |
    | 2A | 1 of 3 | 2 of 5.5 |
    | 2B | 0 of 2 | 0 of 2.5 |

    ### What did not pass

    <details><summary>❌ <b>2A/second</b> server 6 voted twice (passed with 1 of 3 seeds)</summary>

    <pre>FAIL 2A/second (1.5 points): server 6 voted twice
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      seeds      passed with 1 of 3; this is seed 2</pre>

    </details>

    <details><summary>❌ <b>2A/third</b> red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; 'more' 100% � alone rtl</summary>

    <pre>CRASH 2A/third (2 points): red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; 'more' 100% � alone rtl
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     red link nul ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; 'more' 100% � alone rtl
                 ::set-output name=score::100
                 ::error::forged
                 =cmd|'/c calc'!A1
                 &lt;/pre&gt;&lt;/details&gt;
                 ~~~
                 # SKIP
                 ...
                 {&quot;scores&quot;:{&quot;Lab 2A&quot;:100}}
      where      at Object.&lt;anonymous&gt; (/usr/lib/x.js:1:1)
                 at elect (my code/raft, v2:1.ts:87:12)
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/third@1
      hint       persist votedFor</pre>

    </details>

    <details><summary>⚠️ <b>2B/broken</b> no verdict, not the submission’s fault: the harness is at fault: out of cheese</summary>

    <pre>ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese
      property   harness (harness): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      verdict    none: this is not the submission’s fault</pre>

    </details>

    ### Not with every seed

    - \`2A/second\`: 1 of 3

    The same seed gives the same run: nothing here is flaky. The full report is \`labs-report/report.json\`.
    "
  `);
});

it('gradescope', () => {
  expect(rendered('gradescope')).toMatchInlineSnapshot(`
    "{
      "output": "labs 1.2.3, 6.824 (2022), seed 1\\nNO VERDICT on 2B/broken (worth 0.5 points): the harness is at fault or could not decide, not the submission. Run it again, or have a person look: the score does not hold yet.",
      "output_format": "text",
      "test_output_format": "text",
      "test_name_format": "text",
      "visibility": "visible",
      "stdout_visibility": "hidden",
      "execution_time": 3,
      "tests": [
        {
          "name": "2A/first: initial election",
          "number": "2A.1",
          "score": 2,
          "max_score": 2,
          "status": "passed",
          "output": "passed",
          "tags": [
            "2A"
          ],
          "visibility": "visible",
          "extra_data": {
            "verdict": "passed",
            "seed": 1,
            "runs": 1,
            "passed": 1,
            "digest": "d1"
          }
        },
        {
          "name": "2A/second: several seeds",
          "number": "2A.2",
          "score": 0,
          "max_score": 1.5,
          "status": "failed",
          "output": "FAIL 2A/second (1.5 points): server 6 voted twice\\n  property   one vote per term (safety): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     two votes\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/second@2\\n  hint       persist votedFor\\n  seeds      passed with 1 of 3; this is seed 2",
          "tags": [
            "2A"
          ],
          "visibility": "visible",
          "extra_data": {
            "verdict": "failed",
            "seed": 2,
            "runs": 3,
            "passed": 1,
            "digest": "d1"
          }
        },
        {
          "name": "2A/third: hostile",
          "number": "2A.3",
          "score": 0,
          "max_score": 2,
          "status": "failed",
          "output": "CRASH 2A/third (2 points): red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n  property   one vote per term (safety): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n             ::set-output name=score::100\\n             ::error::forged\\n             =cmd|'/c calc'!A1\\n             </pre></details>\\n             ~~~\\n             # SKIP\\n             ...\\n             {\\"scores\\":{\\"Lab 2A\\":100}}\\n  where      at Object.<anonymous> (/usr/lib/x.js:1:1)\\n             at elect (my code/raft, v2:1.ts:87:12)\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/third@1\\n  hint       persist votedFor",
          "tags": [
            "2A"
          ],
          "visibility": "visible",
          "extra_data": {
            "verdict": "failed",
            "seed": 1,
            "runs": 1,
            "passed": 0,
            "digest": "d1"
          }
        },
        {
          "name": "2B/broken: the harness fails",
          "number": "2B.1",
          "score": 0,
          "max_score": 0.5,
          "output": "ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese\\n  property   harness (harness): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     two votes\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/second@2\\n  hint       persist votedFor\\n  verdict    none: this is not the submission’s fault",
          "tags": [
            "2B"
          ],
          "visibility": "visible",
          "extra_data": {
            "verdict": "undecided",
            "seed": 1,
            "runs": 1,
            "passed": 0,
            "digest": "d1"
          }
        },
        {
          "name": "2B/late: not run",
          "number": "2B.2",
          "score": 0,
          "max_score": 2,
          "output": "not run",
          "tags": [
            "2B"
          ],
          "visibility": "visible",
          "extra_data": {
            "verdict": "skipped",
            "seed": 1,
            "runs": 1,
            "passed": 0,
            "digest": "d1"
          }
        }
      ],
      "extra_data": {
        "tool": "labs",
        "version": "1.2.3",
        "is_complete": false
      }
    }
    "
  `);
});

it('classroom50', () => {
  expect(rendered('classroom50')).toMatchInlineSnapshot(`
    "{
      "schema": "classroom50/result/v1",
      "classroom": "cs6824",
      "assignment": "raft",
      "submission": "submit/1",
      "commit": "https://github.example/c/1",
      "release": "https://github.example/r/1",
      "review": "https://github.example/c/1",
      "datetime": "2026-11-22T20:40:03Z",
      "score": 2,
      "max-score": 8,
      "tests": [
        {
          "test-name": "2A/first: initial election",
          "passed": true,
          "score": 2,
          "max-score": 2
        },
        {
          "test-name": "2A/second: several seeds",
          "passed": false,
          "score": 0,
          "max-score": 2
        },
        {
          "test-name": "2A/third: hostile",
          "passed": false,
          "score": 0,
          "max-score": 2
        },
        {
          "test-name": "2B/broken: the harness fails",
          "passed": false,
          "score": 0,
          "max-score": 0
        },
        {
          "test-name": "2B/late: not run",
          "passed": false,
          "score": 0,
          "max-score": 2
        }
      ]
    }
    "
  `);
});

it('ctrf', () => {
  expect(rendered('ctrf')).toMatchInlineSnapshot(`
    "{
      "reportFormat": "CTRF",
      "specVersion": "0.0.0",
      "results": {
        "tool": {
          "name": "labs",
          "version": "1.2.3"
        },
        "summary": {
          "tests": 5,
          "passed": 1,
          "failed": 2,
          "skipped": 1,
          "pending": 0,
          "other": 1,
          "start": 1795380000000,
          "stop": 1795380003000
        },
        "tests": [
          {
            "name": "2A/first: initial election",
            "status": "passed",
            "duration": 41,
            "suite": [
              "labs",
              "2A"
            ],
            "rawStatus": "passed",
            "flaky": false,
            "extra": {
              "points": 2,
              "earned": 2,
              "seed": 1,
              "runs": 1,
              "passed": 1,
              "digest": "d1"
            }
          },
          {
            "name": "2A/second: several seeds",
            "status": "failed",
            "duration": 123,
            "suite": [
              "labs",
              "2A"
            ],
            "rawStatus": "failed",
            "flaky": false,
            "message": "server 6 voted twice (passed with 1 of 3 seeds)",
            "trace": "FAIL 2A/second (1.5 points): server 6 voted twice\\n  property   one vote per term (safety): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     two votes\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/second@2\\n  hint       persist votedFor\\n  seeds      passed with 1 of 3; this is seed 2",
            "extra": {
              "points": 1.5,
              "earned": 0,
              "seed": 2,
              "runs": 3,
              "passed": 1,
              "digest": "d1"
            }
          },
          {
            "name": "2A/third: hostile",
            "status": "failed",
            "duration": 41,
            "suite": [
              "labs",
              "2A"
            ],
            "rawStatus": "crashed",
            "flaky": false,
            "message": "red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl",
            "trace": "CRASH 2A/third (2 points): red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n  property   one vote per term (safety): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n             ::set-output name=score::100\\n             ::error::forged\\n             =cmd|'/c calc'!A1\\n             </pre></details>\\n             ~~~\\n             # SKIP\\n             ...\\n             {\\"scores\\":{\\"Lab 2A\\":100}}\\n  where      at Object.<anonymous> (/usr/lib/x.js:1:1)\\n             at elect (my code/raft, v2:1.ts:87:12)\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/third@1\\n  hint       persist votedFor",
            "filePath": "my code/raft, v2:1.ts",
            "line": 87,
            "extra": {
              "points": 2,
              "earned": 0,
              "seed": 1,
              "runs": 1,
              "passed": 0,
              "digest": "d1"
            }
          },
          {
            "name": "2B/broken: the harness fails",
            "status": "other",
            "duration": 41,
            "suite": [
              "labs",
              "2B"
            ],
            "rawStatus": "harness-error",
            "flaky": false,
            "message": "no verdict, not the submission’s fault: the harness is at fault: out of cheese",
            "trace": "ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese\\n  property   harness (harness): a server votes once in a term (Raft §5.2)\\n  expected   one vote\\n  actual     two votes\\n  first bad  event 98, at 870.7 ms of virtual time\\n  replay     labs replay 2A/second@2\\n  hint       persist votedFor\\n  verdict    none: this is not the submission’s fault",
            "extra": {
              "points": 0.5,
              "earned": 0,
              "seed": 1,
              "runs": 1,
              "passed": 0,
              "digest": "d1"
            }
          },
          {
            "name": "2B/late: not run",
            "status": "skipped",
            "duration": 41,
            "suite": [
              "labs",
              "2B"
            ],
            "rawStatus": "skipped",
            "flaky": false,
            "message": "not run",
            "trace": "not run",
            "extra": {
              "points": 2,
              "earned": 0,
              "seed": 1,
              "runs": 1,
              "passed": 0,
              "digest": "d1"
            }
          }
        ],
        "extra": {
          "points": 8,
          "earned": 2,
          "seed": 1
        }
      }
    }
    "
  `);
});

it('tap', () => {
  expect(rendered('tap')).toMatchInlineSnapshot(`
    "TAP version 14
    1..5
    ok 1 - 2A/first: initial election
    not ok 2 - 2A/second: several seeds
      ---
      message: "server 6 voted twice (passed with 1 of 3 seeds)"
      severity: "fail"
      points: 1.5
      seed: 2
      digest: "d1"
      property: "one vote per term"
      expected: "one vote"
      actual: "two votes"
      replay: "labs replay 2A/second@2"
      ...
    not ok 3 - 2A/third: hostile
      ---
      message: "red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl"
      severity: "fail"
      points: 2
      seed: 1
      digest: "d1"
      property: "one vote per term"
      expected: "one vote"
      actual: "red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n::set-output name=score::100\\n::error::forged\\n=cmd|'/c calc'!A1\\n</pre></details>\\n~~~\\n# SKIP\\n...\\n{\\"scores\\":{\\"Lab 2A\\":100}}"
      replay: "labs replay 2A/third@1"
      ...
    not ok 4 - 2B/broken: the harness fails
      ---
      message: "no verdict, not the submission’s fault: the harness is at fault: out of cheese"
      severity: "error"
      points: 0.5
      seed: 1
      digest: "d1"
      property: "harness"
      expected: "one vote"
      actual: "two votes"
      replay: "labs replay 2A/second@2"
      ...
    ok 5 - 2B/late: not run # SKIP not run
    "
  `);
});

it('autolab', () => {
  expect(rendered('autolab')).toMatchInlineSnapshot(`
    "FAIL 2A/second (1.5 points): server 6 voted twice
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      seeds      passed with 1 of 3; this is seed 2

    CRASH 2A/third (2 points): red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl
                 ::set-output name=score::100
                 ::error::forged
                 =cmd|'/c calc'!A1
                 </pre></details>
                 ~~~
                 # SKIP
                 ...
                 {"scores":{"Lab 2A":100}}
      where      at Object.<anonymous> (/usr/lib/x.js:1:1)
                 at elect (my code/raft, v2:1.ts:87:12)
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/third@1
      hint       persist votedFor

    ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese
      property   harness (harness): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      verdict    none: this is not the submission’s fault

    not run

    2A: 2 of 5.5 points
    2B: 0 of 2.5 points
    2 of 8 points
    NO VERDICT on 2B/broken (worth 0.5 points): the harness is at fault or could not decide, not the submission. Run it again, or have a person look: the score does not hold yet.
    {"scores":{"2A":2},"scoreboard":[2,2,0]}
    "
  `);
});

it('prairielearn', () => {
  expect(JSON.parse(rendered('prairielearn'))).toMatchInlineSnapshot(`
    {
      "format_errors": [
        "NO VERDICT on 2B/broken (worth 0.5 points): the harness is at fault or could not decide, not the submission. Run it again, or have a person look: the score does not hold yet.",
      ],
      "gradable": false,
      "message": "2 of 8 points",
      "score": 0,
      "tests": [
        {
          "description": "initial election",
          "max_points": 2,
          "message": "passed",
          "name": "2A/first",
          "output": "",
          "points": 2,
        },
        {
          "description": "several seeds",
          "max_points": 1.5,
          "message": "server 6 voted twice (passed with 1 of 3 seeds)",
          "name": "2A/second",
          "output": "FAIL 2A/second (1.5 points): server 6 voted twice
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      seeds      passed with 1 of 3; this is seed 2",
          "points": 0,
        },
        {
          "description": "hostile",
          "max_points": 2,
          "message": "red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl",
          "name": "2A/third",
          "output": "CRASH 2A/third (2 points): red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl
      property   one vote per term (safety): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl
                 ::set-output name=score::100
                 ::error::forged
                 =cmd|'/c calc'!A1
                 </pre></details>
                 ~~~
                 # SKIP
                 ...
                 {"scores":{"Lab 2A":100}}
      where      at Object.<anonymous> (/usr/lib/x.js:1:1)
                 at elect (my code/raft, v2:1.ts:87:12)
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/third@1
      hint       persist votedFor",
          "points": 0,
        },
        {
          "description": "the harness fails",
          "max_points": 0.5,
          "message": "no verdict, not the submission’s fault: the harness is at fault: out of cheese",
          "name": "2B/broken",
          "output": "ERROR 2B/broken (0.5 points): the harness is at fault: out of cheese
      property   harness (harness): a server votes once in a term (Raft §5.2)
      expected   one vote
      actual     two votes
      first bad  event 98, at 870.7 ms of virtual time
      replay     labs replay 2A/second@2
      hint       persist votedFor
      verdict    none: this is not the submission’s fault",
          "points": 0,
        },
        {
          "description": "not run",
          "max_points": 2,
          "message": "not run",
          "name": "2B/late",
          "output": "not run",
          "points": 0,
        },
      ],
    }
  `);
});

it('check50', () => {
  expect(rendered('check50')).toMatchInlineSnapshot(`
    "{
      "slug": "labs/6.824 (2022)",
      "results": [
        {
          "name": "2A/first",
          "description": "initial election",
          "passed": true,
          "log": [],
          "cause": null,
          "data": {
            "points": 2,
            "earned": 2,
            "seed": 1
          },
          "dependency": null
        },
        {
          "name": "2A/second",
          "description": "several seeds",
          "passed": false,
          "log": [
            "labs replay 2A/second@2"
          ],
          "cause": {
            "rationale": "server 6 voted twice (passed with 1 of 3 seeds)",
            "help": "persist votedFor",
            "expected": "one vote",
            "actual": "two votes"
          },
          "data": {
            "points": 1.5,
            "earned": 0,
            "seed": 2
          },
          "dependency": null
        },
        {
          "name": "2A/third",
          "description": "hostile",
          "passed": false,
          "log": [
            "labs replay 2A/third@1"
          ],
          "cause": {
            "rationale": "red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl",
            "help": "persist votedFor",
            "expected": "one vote",
            "actual": "red link nul ]]> <script>alert(1)</script> \\"quoted\\" & 'more' 100% � alone rtl\\n::set-output name=score::100\\n::error::forged\\n=cmd|'/c calc'!A1\\n</pre></details>\\n~~~\\n# SKIP\\n...\\n{\\"scores\\":{\\"Lab 2A\\":100}}"
          },
          "data": {
            "points": 2,
            "earned": 0,
            "seed": 1
          },
          "dependency": null
        },
        {
          "name": "2B/broken",
          "description": "the harness fails",
          "passed": null,
          "log": [
            "labs replay 2A/second@2"
          ],
          "cause": {
            "rationale": "no verdict, not the submission’s fault: the harness is at fault: out of cheese",
            "help": "persist votedFor",
            "expected": "one vote",
            "actual": "two votes"
          },
          "data": {
            "points": 0.5,
            "earned": 0,
            "seed": 1
          },
          "dependency": null
        },
        {
          "name": "2B/late",
          "description": "not run",
          "passed": null,
          "log": [],
          "cause": {
            "rationale": "not run",
            "help": null
          },
          "data": {
            "points": 2,
            "earned": 0,
            "seed": 1
          },
          "dependency": null
        }
      ],
      "version": "1.2.3"
    }
    "
  `);
});

it('github-classroom', () => {
  expect(JSON.parse(Buffer.from(rendered('github-classroom'), 'base64').toString('utf8'))).toMatchInlineSnapshot(`
    {
      "max_score": 8,
      "status": "error",
      "tests": [
        {
          "duration": 41,
          "filename": "",
          "line_no": 0,
          "message": "",
          "name": "2A/first: initial election",
          "score": 2,
          "status": "pass",
          "test_code": "",
        },
        {
          "duration": 123,
          "filename": "",
          "line_no": 0,
          "message": "server 6 voted twice (passed with 1 of 3 seeds)",
          "name": "2A/second: several seeds",
          "score": 0,
          "status": "fail",
          "test_code": "labs replay 2A/second@2",
        },
        {
          "duration": 41,
          "filename": "my code/raft, v2:1.ts",
          "line_no": 87,
          "message": "red link nul ]]> <script>alert(1)</script> "quoted" & 'more' 100% � alone rtl",
          "name": "2A/third: hostile",
          "score": 0,
          "status": "fail",
          "test_code": "labs replay 2A/third@1",
        },
        {
          "duration": 41,
          "filename": "",
          "line_no": 0,
          "message": "no verdict, not the submission’s fault: the harness is at fault: out of cheese",
          "name": "2B/broken: the harness fails",
          "score": 0,
          "status": "error",
          "test_code": "labs replay 2A/second@2",
        },
        {
          "duration": 41,
          "filename": "",
          "line_no": 0,
          "message": "not run",
          "name": "2B/late: not run",
          "score": 0,
          "status": "error",
          "test_code": "",
        },
      ],
      "version": 1,
    }
  `);
});
