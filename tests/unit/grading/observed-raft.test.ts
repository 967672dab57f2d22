import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleSubmission } from '../../../src/grading/submission/bundle.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { KVRAFT_ENTRY } from '../../../src/labs/kvraft/entry.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'observed-raft-'));
});

afterEach(() => rmSync(root, { recursive: true }));

const RAFT = `function makeRaft(env) {
  return {
    rpc: {},
    start(command) { void env.apply({ commandValid: true, command, commandIndex: 7 }); return { index: 7, term: 1, isLeader: true }; },
    getState: () => ({ term: 1, isLeader: true }),
    snapshot() {},
    kill() {},
  };
}`;

/** A service that hands one command to its Raft while it is made, and takes a snapshot. */
const SERVICE = `
  export function makeKVServer(env) {
    const raft = makeRaft({ peers: env.servers, me: env.me, persister: env.persister, apply: async () => {} });
    raft.start('x=1');
    raft.snapshot(7, 'four');
    return { rpc: {}, raft, kill() {} };
  }
  export const makeClerk = () => ({});`;

/** What the harness hears of a booting server. */
async function effectsOf(files: Record<string, string>, entry = 'kvraft.js', raftPath?: string): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const bundle = await bundleSubmission({
    entry: KVRAFT_ENTRY,
    entryPath: join(root, entry),
    root,
    replacements: {},
    raftPath: raftPath === undefined ? undefined : join(root, raftPath),
  });
  expect(bundle.inputs.every((input) => !input.includes('labs-observed-raft'))).toBe(true);
  const host = new VmHost({ code: bundle.code, fileName: 'bundle.js' });
  try {
    const options = { servers: [0], me: 0, maxRaftState: -1 };
    host.boot(0, {
      program: 'kvserver',
      options,
      seed: '1',
      nowMs: 0,
      state: '',
      snapshot: '',
      logs: false,
      places: false,
    });
    expect(host.takeNotes(0)).toBe('');
    return host.collect(0);
  } finally {
    host.close();
  }
}

const SEEN = /^A0\t7\t"x=1"\nOsnapshot\t\{"index":7,"length":4\}\n/;

test('what Raft hands to the service, and what snapshots the service makes, is seen', async () => {
  const files = { 'raft.js': `export ${RAFT}`, 'kvraft.js': `import { makeRaft } from './raft.js';${SERVICE}` };
  expect(await effectsOf(files)).toMatch(SEEN);
});

test('a default export is seen too, and other exports stay what they are', async () => {
  const files = {
    'src/raft.js': `${RAFT}\nexport const other = 5;\nexport { makeRaft, makeRaft as default };`,
    'src/kvraft.js': `import makeRaft, { other } from './raft.js';\nif (other !== 5) throw new Error('lost');${SERVICE}`,
  };
  expect(await effectsOf(files, 'src/kvraft.js')).toMatch(SEEN);
});

test('a Raft at an unusual place is found where the config says', async () => {
  const files = { 'lib/node.js': `export ${RAFT}`, 'kvraft.js': `import { makeRaft } from './lib/node.js';${SERVICE}` };
  expect(await effectsOf(files)).not.toMatch(SEEN);
  expect(await effectsOf(files, 'kvraft.js', 'lib/node.js')).toMatch(SEEN);
});

test('a Raft that shares the service’s file works, unseen', async () => {
  expect(await effectsOf({ 'kvraft.js': RAFT + SERVICE })).not.toMatch(SEEN);
});
