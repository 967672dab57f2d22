import { beforeAll, expect, test } from 'vitest';
import type { TraceEntry } from '../../../src/harness/trace/trace.ts';
import { partOf } from '../../../src/labs/lab-test.ts';
import { RAFT_TESTS } from '../../../src/labs/raft/tests.ts';
import { raftBundle, raftTest, runRaft } from './raft-run.ts';

const SEEDS = [1, 2, 3];

let code: string;
beforeAll(async () => {
  code = await raftBundle();
});

for (const labTest of RAFT_TESTS.filter((each) => ['2A', '2B'].includes(partOf(each)))) {
  test(`${labTest.id} is the same run at the same seed, and another at another`, async () => {
    const digests: string[] = [];
    for (const seed of SEEDS) {
      const first = await runRaft(code, labTest, seed);
      expect(first).toMatchObject({ status: 'passed', failure: null });
      expect(await runRaft(code, labTest, seed)).toEqual(first);
      digests.push(first.digest);
    }
    expect(new Set(digests).size).toBe(SEEDS.length);
  });
}

test('a run on the slow path is the same', async () => {
  const labTest = raftTest('2B/fail-agree');
  expect(await runRaft(code, labTest, 1, { drain: undefined })).toEqual(await runRaft(code, labTest, 1));
});

test('watching a run, and reading what its nodes print, does not change it', async () => {
  const labTest = raftTest('2A/many-elections');
  const chatty = await raftBundle({
    file: 'raft/election.ts',
    from: '  becomeCandidate(server);\n',
    to: '  becomeCandidate(server);\n  console.log("stands in term", server.currentTerm);\n',
  });
  const entries: TraceEntry[] = [];
  const lines: string[] = [];
  const watched = await runRaft(chatty, labTest, 1, {
    onTrace: (entry) => void entries.push(entry),
    onLog: ({ node, text }) => void lines.push(`${node} ${text}`),
  });
  expect(watched).toEqual(await runRaft(code, labTest, 1));
  expect(entries).toHaveLength(watched.events);
  expect(entries.map(({ event }) => event)).toEqual(entries.map((_, i) => i + 1));
  expect(lines[0]).toMatch(/^server \d stands in term 1$/);
});

test('a change of the program is a change of the digest', async () => {
  const labTest = raftTest('2A/initial-election');
  const slower = await raftBundle({
    file: 'raft/leader.ts',
    from: 'const HEARTBEAT_INTERVAL_MS = 100;',
    to: 'const HEARTBEAT_INTERVAL_MS = 101;',
  });
  expect((await runRaft(slower, labTest, 1)).digest).not.toBe((await runRaft(code, labTest, 1)).digest);
});
