import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { folderWith } from '../../cli/labs.ts';

/** A change to the reference: the text `from`, which is in `file` once, becomes `to`. */
export interface Bug {
  file: string;
  from: string;
  to: string;
}

export const votesTwice: Bug = {
  file: 'raft/election.ts',
  from: 'return server.votedFor === null || server.votedFor === candidateId;',
  to: 'return candidateId >= 0;',
};

export const commitsOldTerms: Bug = {
  file: 'raft/leader.ts',
  from: 'return server.log.termAt(index) === server.currentTerm;',
  to: 'return index > 0;',
};

export const readsLocally: Bug = {
  file: 'kvraft/server.ts',
  from: 'Get: (read: Read) => execute(read),',
  to: "Get: (read: Read) => replica.isLeader() ? machine.apply(read) : { err: 'ErrWrongLeader' },",
};

export const forgetsSessions: Bug = {
  file: 'kvraft/kv-store.ts',
  from: 'sessions: this.sessions.encode() }',
  to: 'sessions: {} }',
};

/** A copy of the reference labs with bugs in it. */
export function buggyReference(...bugs: Bug[]): string {
  const folder = folderWith({});
  cpSync(packagePath('reference', 'labs'), folder, { recursive: true });
  for (const { file, from, to } of bugs) {
    const source = readFileSync(join(folder, file), 'utf8');
    expect(source.split(from), `${file} has ${JSON.stringify(from)} once`).toHaveLength(2);
    writeFileSync(
      join(folder, file),
      source.replace(from, () => to),
    );
  }
  return folder;
}
