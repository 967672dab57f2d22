import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const LATER = (work: string) => `setTimeout(() => { ${work} }, 5);`;
const PASSED = JSON.stringify({
  version: 1,
  tool: 'labs',
  summary: { passed: 63, failed: 0, points: 100, earned: 100 },
});

/** Says that it has passed, or does as if. */
const ATTACKS: Attacks = {
  'every server claims to lead': { make: `return { ...${IDLE_RAFT}, getState: () => ({ term: 1, isLeader: true }) };` },
  'a leader by agreement beforehand': {
    make: `return { ...${IDLE_RAFT}, getState: () => ({ term: 1, isLeader: env.me === 0 }) };`,
    test: '2A/re-election',
  },
  'a command accepted and forgotten': {
    make: `return { ...${IDLE_RAFT}, getState: () => ({ term: 1, isLeader: env.me === 0 }), start: () => ({ index: 1, term: 1, isLeader: env.me === 0 }) };`,
    test: '2B/basic-agree',
  },
  'commands applied without asking': {
    make: `let index = 0; return { ...${IDLE_RAFT}, getState: () => ({ term: 1, isLeader: env.me === 0 }), start(command) { env.apply({ commandValid: true, commandIndex: ++index, command }); return { index, term: 1, isLeader: env.me === 0 }; } };`,
    test: '2B/fail-no-agree',
  },
  'a report on the console': { make: `console.log(${JSON.stringify(PASSED)}); return ${IDLE_RAFT};` },
  'a report as an error': { make: LATER(`throw new Error(${JSON.stringify(PASSED)});`) },
  'an error with the name of the harness’s own': {
    make: LATER(
      `throw Object.assign(new Error('the harness is at fault'), { name: 'HarnessBug', status: 'passed', isEnd: true });`,
    ),
  },
  'an error that repaints the terminal': {
    make: LATER(
      `throw new Error('\\x1b[2J\\x1b[H\\x9b31m\\r  ok       initial election\\n\\n151 passed, 0 failed   167 of 167 points\\u202e');`,
    ),
  },
  'a rejection of Node’s own kind': {
    make: LATER(`Promise.reject(Object.assign(new Error('x'), { code: 'ERR_IPC_CHANNEL_CLOSED' }));`),
  },
};

it(
  'only what the harness sees counts',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot(`
      {
        "a command accepted and forgotten": "failed: agreement: "command 1" was not agreed on",
        "a leader by agreement beforehand": "failed: leader election: no leader was elected",
        "a rejection of Node’s own kind": "crashed: no uncaught error: server 0 crashed: Error: x",
        "a report as an error": "crashed: no uncaught error: server 0 crashed: Error: {"version":1,"tool":"labs","summary":{"passed":63,"failed":0,"points":100,"earned":100}}",
        "a report on the console": "failed: leader election: no leader was elected",
        "an error that repaints the terminal": "crashed: no uncaught error: server 0 crashed: Error: \\x1b[2J\\x1b[H\\x9b31m\\x0d  ok       initial election

      151 passed, 0 failed   167 of 167 points\\u202e",
        "an error with the name of the harness’s own": "crashed: no uncaught error: server 0 crashed: HarnessBug: the harness is at fault",
        "commands applied without asking": "failed: commit needs a majority: index 2 was committed although only two of five servers can have it",
        "every server claims to lead": "failed: election safety: two leaders were elected in term 1",
      }
    `);
  },
  TABLE_MS_MAX,
);
