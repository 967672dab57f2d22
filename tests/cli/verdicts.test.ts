import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buggyReference, votesTwice } from '../scenario/search/buggy.ts';
import { folderWith, labs, stable } from './labs.ts';

describe('labs test', () => {
  it('passes the reference in 2A and 2B and exits 0', async () => {
    const { exitCode, stdout, stderr } = await labs(['test', '2A', '2B']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/\n\d+ passed, 0 failed {3}/);
  });

  it('prints one JSON document, the same for the same seeds whatever the number of jobs', async () => {
    const args = ['test', '2A', '2B', '--seeds', '2', '--reporter', 'json'];
    const [first, second] = [await labs([...args, '--jobs', '3']), await labs([...args, '--jobs', '1'])];
    expect(JSON.parse(first.stdout)).toMatchObject({ version: 1, tool: 'labs', submission: 'reference/labs', seed: 1 });
    const digests = (text: string) =>
      JSON.parse(text).parts.flatMap((part: { tests: { id: string; seed: number; digest: string }[] }) =>
        part.tests.map(({ id, seed, digest }) => `${id}@${seed} ${digest}`),
      );
    expect(digests(first.stdout).length).toBeGreaterThanOrEqual(22);
    expect(digests(second.stdout)).toEqual(digests(first.stdout));
  });

  it('names the rule, the servers and the term when the vote rule is missing, and replays it', async () => {
    const folder = buggyReference({ ...votesTwice, to: 'return true;' });
    const run = await labs(['test', '2A', '--seeds', '2', '--bail', '--jobs', '1', '--submission', folder]);
    expect(run.exitCode).toBe(1);
    const failure = run.stdout.slice(run.stdout.indexOf('\nFAIL') + 1, run.stdout.lastIndexOf('\n\n') + 1);
    const [, replay = ''] = /replay +labs (.+)/.exec(failure) ?? [];
    expect(stable(failure, folder)).toMatchInlineSnapshot(`
      "FAIL 2A/many-elections (2 points): server 6 voted for two candidates in term 2
        property   one vote per term (safety): a server votes for at most one candidate in a term, also across restarts (Raft §5.2)
        expected   no vote for candidate 4: server 6 has voted for candidate 3 in term 2
        actual     server 6 granted its vote to candidate 4 too
        first bad  event 65, at 940.6 ms of virtual time
        replay     labs replay 2A/many-elections@1 --submission DIR
        hint       grant a vote only if votedFor is null or this candidate, and persist currentTerm and votedFor before replying (Figure 2, RequestVote)"
    `);

    const replayed = await labs(replay.split(' '));
    expect(replayed.exitCode).toBe(1);
    expect(replayed.stdout).toContain(failure);
  });

  it('shows what the servers print with --verbose, and changes nothing by it', async () => {
    const folder = buggyReference({
      ...votesTwice,
      to: `console.log('asked for a vote by %d', candidateId);\n  ${votesTwice.from}`,
    });
    const args = ['test', '2A', '--test', 'initial', '--submission', folder];
    const verbose = await labs([...args, '--verbose']);
    expect(verbose.stdout).toMatch(/^ +\d+\.\d ms {2}server \d {2}asked for a vote by \d$/m);
    const digest = (text: string) => JSON.parse(text).parts[0].tests[0].digest;
    const silent = await labs([...args, '--reporter', 'json']);
    const loud = await labs([...args, '--reporter', 'json', '--verbose']);
    expect(digest(loud.stdout)).toBe(digest(silent.stdout));
    expect(loud.stderr).toContain('asked for a vote');
  });

  it.each([['2B,2a'], ['2a, 2B'], ['2']])('takes parts with commas between, or a whole lab: %s', async (parts) => {
    const { stdout } = await labs(['test', parts, '--test', '/one-', '--reporter', 'json']);
    expect(JSON.parse(stdout).parts.map(({ id }: { id: string }) => id)).toEqual(['2A', '2B']);
  });

  it('works where the cache cannot be written, and leaves nothing behind', async () => {
    const home = folderWith({});
    const env = { XDG_CACHE_HOME: '/dev/null', TMPDIR: home };
    const { stderr, exitCode } = await labs(['test', '2A', '--test', 'initial'], { env });
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(readdirSync(home)).toEqual([]);
  });

  it('writes the report to a file as well', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'labs-test-')), 'report.json');
    const { stdout } = await labs(['test', '2A', '--test', 'initial', '--reporter', 'json', '--output', path]);
    expect(readFileSync(path, 'utf8')).toBe(stdout);
  });
});

describe('labs list', () => {
  it('says for every test what it checks, its points and its faults', async () => {
    const { tests } = JSON.parse((await labs(['list', '--json'])).stdout);
    expect(tests.length).toBeGreaterThan(10);
    for (const test of tests) {
      expect(test).toMatchObject({
        id: expect.any(String),
        title: expect.any(String),
        checks: expect.stringMatching(/.{20}/),
      });
      expect(test.points, `${test.id} has points`).toBeGreaterThan(0);
      expect(Array.isArray(test.faults)).toBe(true);
    }
  });

  it('prints text for people', async () => {
    expect(stable((await labs(['list', '2A'])).stdout)).toMatchInlineSnapshot(`
      "2A  Raft: leader election (12 points)
        2A/initial-election                     2  initial election
                                                   checks: connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
        2A/re-election                          2  election after network failure
                                                   checks: connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
                                                   faults: leader disconnected; majority lost
        2A/many-elections                       2  multiple elections
                                                   checks: connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
                                                   faults: three servers disconnected at a time, the leader among them
        2A/two-candidates                       1  a server that two candidates ask in one term votes for one of them  [extra]
                                                   checks: a server votes for at most one candidate in a term, also across restarts (Raft §5.2)
                                                   faults: two servers cannot reach each other, only a third one that makes no calls itself
        2A/stale-leader                         1  a leader of an older term, which hears nothing, does not keep the others from electing one  [extra]
                                                   checks: connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
                                                   faults: one-way cuts: an old leader can send and hears nothing; leaders disconnected
        2A/later-term                           1  a server in a later term that cannot call anybody is heard in its replies  [extra]
                                                   checks: connected servers that are a majority elect a leader within about five election timeouts (Raft §5.2)
                                                   faults: a server that stands many times while it is cut off, its clock fast, and then only answers calls, its clock slow
        2A/late-requests                        1  a server that is asked for its vote in a term that is over refuses it  [extra]
                                                   checks: a server votes for at most one candidate in a term, also across restarts (Raft §5.2)
                                                   faults: two servers ask a third one, whose clock is slow, in the same terms; the loser’s requests arrive again 8 s later
        2A/one-voter                            1  two of five servers elect nobody, however often and late one answers the other  [extra]
                                                   checks: a server that cannot reach a majority does not become leader (Raft §5.2)
                                                   faults: two servers reach each other, and nobody else anybody; two replies in three held back for up to 2.2 s
        2A/swarm                                1  elections while the network is disturbed in ways that the seed chooses  [extra]
                                                   checks: at most one leader is elected in a term (Raft §5.2)
                                                   faults: disturbances that the seed chooses, two at a time"
    `);
  });
});

describe('labs doctor', () => {
  it('finds everything that tests need on this machine', async () => {
    const { exitCode, stdout } = await labs(['doctor', '--json']);
    const { checks } = JSON.parse(stdout);
    expect(checks.filter(({ state }: { state: string }) => state === 'bad')).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
