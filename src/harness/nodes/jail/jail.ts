import { FIXED_LOCALE } from '../../../base/child-environment.ts';
import { SHORT_LIVED_CODE } from '../../../base/engine-options.ts';

/** What keeps a child process from everything but its pipes; each is used where the machine has it. */
export interface JailParts {
  /** bubblewrap: no files but the child's own, no network, no other processes. */
  hasBubblewrap: boolean;
  /** prlimit (util-linux): bounds on memory, CPU time and files. */
  hasLimits: boolean;
}

/** A jail as data: what the command of a child is made of. */
export interface Jail extends JailParts {
  /** The script that a child runs, absolute. */
  main: string;
  /** Files that Node itself needs, at their own paths. */
  libraries: readonly string[];
}

/** What one child may use. */
export interface ChildLimits {
  /** Heap, MB; buffers come on top, as much again. */
  memoryMb: number;
  /** CPU time, s. */
  cpuS: number;
}

/** What Node needs beside the heap, MB: code, stacks of its threads, what it allocates to start. */
const NODE_DATA_MB = 320;
const OPEN_FILES_MAX = 64;
/** Standard error goes to a file: this much of it, bytes. */
export const STDERR_BYTES_MAX = 65_536;
/** Inside the jail. */
const HOME = '/labs';
const NOBODY = '65534';

const ENVIRONMENT = { ...FIXED_LOCALE, UV_THREADPOOL_SIZE: '1' };

export interface ChildCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
}

/** The command that starts a child in this jail. Its standard input and output are its only way out. */
export function childCommand(jail: Jail, limits: ChildLimits): ChildCommand {
  const { main } = jail;
  const command = [
    ...(jail.hasLimits ? limitArguments(limits) : []),
    ...(jail.hasBubblewrap ? [...bubblewrapArguments(jail), `${HOME}/node`] : [process.execPath]),
    ...nodeArguments(jail.hasBubblewrap ? `${HOME}/main.cjs` : main, limits),
  ];
  return { file: command[0] as string, args: command.slice(1), env: ENVIRONMENT };
}

function limitArguments({ memoryMb, cpuS }: ChildLimits): string[] {
  const dataBytes = (2 * memoryMb + NODE_DATA_MB) * 1024 * 1024;
  return [
    'prlimit',
    // Not the address space, of which V8 reserves far more than it uses.
    `--data=${dataBytes}`,
    `--cpu=${cpuS}`,
    `--fsize=${STDERR_BYTES_MAX}`,
    `--nofile=${OPEN_FILES_MAX}`,
    '--core=0',
    '--',
  ];
}

function bubblewrapArguments({ libraries, main }: Jail): string[] {
  return [
    'bwrap',
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
    ...libraries.flatMap((path) => ['--ro-bind', path, path]),
    ...['--ro-bind', process.execPath, `${HOME}/node`],
    ...['--ro-bind', main, `${HOME}/main.cjs`],
    ...['--remount-ro', '/'],
    ...['--cap-drop', 'ALL'],
    ...['--uid', NOBODY, '--gid', NOBODY],
    ...['--chdir', HOME],
    '--',
  ];
}

function nodeArguments(main: string, { memoryMb }: ChildLimits): string[] {
  const isStable = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    ...SHORT_LIVED_CODE,
    `--max-old-space-size=${memoryMb}`,
    '--no-warnings',
    // Also for what gets out of a context: the functions of Node's own realm make no code of text either.
    '--disallow-code-generation-from-strings',
    isStable ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${main}`,
    main,
  ];
}
