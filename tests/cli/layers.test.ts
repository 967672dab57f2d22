import { expect, test } from 'vitest';
import { buggyReference, forgetsSessions, readsLocally } from '../scenario/search/buggy.ts';
import { labs } from './labs.ts';

const votesForAnybody = {
  file: 'raft/election.ts',
  from: 'if (lastLogTerm !== server.log.lastTerm) return lastLogTerm > server.log.lastTerm;',
  to: 'if (lastLogTerm >= 0) return true;',
};

const layerOf = (text: string) => /^ {2}layer +(.*)$/m.exec(text)?.[1];

test('a failure of a service says whether its Raft is to blame', async () => {
  const args = ['test', '3A', '--test', 'persist-partition', '--submission', buggyReference(votesForAnybody)];
  const onOwnRaft = await labs(args);
  expect(layerOf(onOwnRaft.stdout)).toBe(
    'the same runs pass with the reference Raft, and fail with the reference service on your Raft: look at your Raft first',
  );
  expect((await labs([...args, '--with', 'raft=reference'])).exitCode).toBe(0);
  const onReferenceService = await labs([...args, '--with', 'kv=reference']);
  expect(onReferenceService.exitCode).toBe(1);
  expect(layerOf(onReferenceService.stdout)).toBeUndefined();
}, 120_000);

test('… or the service', async () => {
  const submission = buggyReference(forgetsSessions, readsLocally);
  const { stdout } = await labs(['test', '3A', '--test', 'stale-read', '--submission', submission]);
  expect(layerOf(stdout)).toBe(
    'the same runs fail with the reference Raft, too, and pass with the reference service: your Raft is not to blame',
  );
}, 60_000);
