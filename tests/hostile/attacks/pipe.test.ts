import { describe, expect, it } from 'vitest';
import { type Attacks, TABLE_MS_MAX, verdictsOf } from '../attack.ts';
import { HAS_JAIL } from '../grade-hostile.ts';

/** What a process that has been taken over may say to the harness, or do to itself. */
const ENDS: Attacks = {
  exits: { child: 'process.exit(0);' },
  aborts: { child: 'process.abort();' },
  'kills itself': { child: `process.kill(process.pid, 'SIGKILL');` },
  'ends in the middle of an answer': { child: 'raw(Buffer.from([200, 0, 0, 0, 1, 2])); process.exit(0);' },
  'closes its pipe': { stepCpuMs: 300, child: 'fs.closeSync(1); for (;;) fs.readSync(0, Buffer.alloc(1));' },
  'never answers': { stepCpuMs: 300, child: 'for (;;);' },
  'fills the heap': { child: 'const all = []; for (;;) all.push(new Array(1 << 20).fill(all.length));' },
};

const FRAMES: Attacks = {
  'announces four gigabytes': { child: 'raw(Buffer.from([255, 255, 255, 255]));' },
  'sends a report': { child: `raw(Buffer.from('{"passed":true,"points":100}'));` },
  'answers twice': { child: `raw(Buffer.concat([frame(number, '', ''), frame(number, '', '')]));` },
  'answers a question of the future': { child: `raw(frame(number + 1, '', ''));` },
  'sends too short an answer': { child: 'raw(Buffer.from([4, 0, 0, 0, number, 0, 0, 0]));' },
  'sends too long an answer': {
    child: `const b = frame(number, '', ''); b.writeUInt32LE(13, 0); raw(Buffer.concat([b, Buffer.alloc(1)]));`,
  },
  'sends what is no text': {
    child: `raw(Buffer.concat([Buffer.from([16, 0, 0, 0, number, 0, 0, 0, 4, 0, 0, 0]), Buffer.from([255, 254, 128, 10]), Buffer.alloc(4)]));`,
  },
};

const EFFECTS: Attacks = {
  'makes up an effect': { child: `answer('Zpassed\\n');` },
  'sends arguments that are no JSON': { child: `answer('S1\\t1\\tRequestVote\\t{"term":\\n');` },
  'applies what is no JSON': { child: `answer('A0\\t1\\tundefined\\n');` },
  'sends JSON too deep to handle': {
    child: `answer('S1\\t1\\tX\\t' + '['.repeat(200000) + ']'.repeat(200000) + '\\n');`,
  },
  'sends to a node that does not exist': { child: `answer('S99\\t1\\tX\\t1\\n');` },
  'returns from a call that nobody made': { child: `answer('V77\\t{"term":1,"isLeader":true}\\n');` },
  'sets a timer for ever': { child: `answer('T1\\tInfinity\\n');` },
  'sends notes that are no JSON': { child: `answer('', 'E0\\tboom\\n');` },
  'sends half a million effects': { child: `answer('C1\\n'.repeat(500000));` },
  'says that it has ended': { child: `answer('X0\\n');` },
  'observes what nobody asked for': { child: `answer('Osnapshot\\t{"index":1e9,"length":-1}\\n');` },
  'operates on files that it does not have': { child: `answer('F1\\trename\\t["a","b"]\\n');` },
  'has an error that is nothing': { child: `answer('', 'E0\\tnull\\n');` },
  'has a role without a term': { child: `answer('G9007199254740991\\t1\\n');` },
};

describe.skipIf(!HAS_JAIL)('whatever comes over the pipe is the submission’s failure', () => {
  it(
    'a process that ends, or does not answer',
    async () => {
      expect(await verdictsOf(ENDS)).toMatchInlineSnapshot(`
        {
          "aborts": "crashed: leader election: the servers’ process ended (the process ended with SIGABRT)",
          "closes its pipe": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
          "ends in the middle of an answer": "crashed: leader election: the servers’ process ended (the process ended with exit code 0)",
          "exits": "crashed: leader election: the servers’ process ended (the process ended with exit code 0)",
          "fills the heap": "oom: leader election: the servers used up their memory",
          "kills itself": "crashed: leader election: the servers’ process ended (the process ended with SIGKILL)",
          "never answers": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
        }
      `);
    },
    TABLE_MS_MAX,
  );

  it(
    'what is no answer',
    async () => {
      expect(await verdictsOf(FRAMES)).toMatchInlineSnapshot(`
        {
          "announces four gigabytes": "crashed: leader election: the servers’ process ended (it sent 4294967299 bytes at once, more than 268435456)",
          "answers a question of the future": "crashed: leader election: the servers’ process ended (it answered what it was not asked)",
          "answers twice": "crashed: leader election: the servers’ process ended (it said more than it was asked)",
          "sends a report": "crashed: leader election: the servers’ process ended (it sent 1634738815 bytes at once, more than 268435456)",
          "sends too long an answer": "crashed: leader election: the servers’ process ended (it sent more than belongs into an answer)",
          "sends too short an answer": "crashed: leader election: the servers’ process ended (it sent less than belongs into an answer)",
          "sends what is no text": "crashed: no uncaught error: server 0 crashed: unknown effect "���\\n"",
        }
      `);
    },
    TABLE_MS_MAX,
  );

  it(
    'answers that are no effects of a server',
    async () => {
      expect(await verdictsOf(EFFECTS)).toMatchInlineSnapshot(`
        {
          "applies what is no JSON": "crashed: no uncaught error: server 0 crashed: the node sent a value that is no JSON: "undefined"",
          "has a role without a term": "failed: term monotonicity: server 0 went back from term 9007199254740991 to term 1",
          "has an error that is nothing": "crashed: no uncaught error: server 0 crashed: undefined",
          "makes up an effect": "crashed: no uncaught error: server 0 crashed: unknown effect "Zpassed\\n"",
          "observes what nobody asked for": "passed",
          "operates on files that it does not have": "crashed: no uncaught error: server 0 crashed: the file operation 'rename' where there are no files",
          "returns from a call that nobody made": "crashed: no uncaught error: server 0 crashed: server 0 returned from call 77, which it was never given",
          "says that it has ended": "crashed: no uncaught error: server 0 crashed: the server ended by itself, with exit code 0",
          "sends JSON too deep to handle": "crashed: no uncaught error: server 0 crashed: the node sent a value that is no JSON: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["",
          "sends arguments that are no JSON": "crashed: no uncaught error: server 0 crashed: the node sent a value that is no JSON: "{\\"term\\":"",
          "sends half a million effects": "crashed: no uncaught error: server 0 crashed: one step produced more than 200000 effects",
          "sends notes that are no JSON": "crashed: no uncaught error: server 0 crashed: the node sent a value that is no JSON: "boom"",
          "sends to a node that does not exist": "crashed: no uncaught error: server 0 crashed: a message to node 99, which does not exist",
          "sets a timer for ever": "crashed: no uncaught error: server 0 crashed: the node sent something that is not a whole number in "T1\\tInfinity\\n"",
        }
      `);
    },
    TABLE_MS_MAX,
  );

  it(
    'errors and memory without end',
    async () => {
      const verdicts = await verdictsOf({
        'floods standard error': { child: `for (;;) writeSync(2, 'x'.repeat(65536));` },
        'produces more than a step may': { child: `answer('P300000000\\t' + 'x'.repeat(3e8) + '\\n');` },
        'fills memory beside the heap': { child: 'const all = []; for (;;) all.push(Buffer.alloc(1 << 24, 1));' },
      });
      // Which part of Node notices first differs from run to run.
      for (const verdict of Object.values(verdicts)) expect(verdict).toMatch(/^(crashed|oom): /);
    },
    TABLE_MS_MAX,
  );
});
