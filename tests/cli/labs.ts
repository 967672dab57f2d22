import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagePath } from '../../src/base/package-path.ts';

export interface CliRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

interface StartOptions {
  cwd?: string;
  node?: string;
  env?: Record<string, string>;
}

/** Starts the built command line as a user would, without colour; what it prints is text. */
export function startLabs(args: readonly string[], { cwd = packagePath(), node, env }: StartOptions = {}) {
  const child = spawn(node ?? process.execPath, [packagePath('bin', 'labs.js'), ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', GITHUB_ACTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

/** Runs it to its end. */
export function labs(args: readonly string[], options: StartOptions & { killAfterMs?: number } = {}): Promise<CliRun> {
  const child = startLabs(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  if (options.killAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), options.killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** A folder with the given files, relative path → content. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'labs-test-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Output with what differs between machines and runs replaced: folders and real times. */
export function stable(text: string, folder = ''): string {
  return (folder === '' ? text : text.replaceAll(folder, 'DIR')).replaceAll(/ {3}\d+\.\d s$/gm, '   N s').trimEnd();
}

/** A `raft.ts` that does nothing but what the given members of its object do. */
export function raftModule(members: string, top = ''): string {
  return `${top}
export function makeRaft(env) {
  ${members}
}
`;
}

/** The object that a Raft which takes no part in anything returns. */
export const IDLE_RAFT = `{
    rpc: {},
    start: () => ({ index: -1, term: 0, isLeader: false }),
    getState: () => ({ term: 0, isLeader: false }),
    snapshot() {},
    kill() {},
  }`;
