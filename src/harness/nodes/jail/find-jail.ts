import { spawnSync } from 'node:child_process';
import { packagePath } from '../../../base/package-path.ts';
import { READY } from '../process/request.ts';
import { type ChildLimits, childCommand, type Jail, type JailParts } from './jail.ts';

/** A part of the jail that this machine does not have. */
export interface MissingPart {
  part: 'bubblewrap' | 'prlimit';
  /** Why it cannot be used, in words. */
  reason: string;
  /** What a submission may do without it. */
  consequence: string;
  /** How to get it. */
  remedy: string;
}

export interface FoundJail {
  jail: Jail;
  /** Empty: the jail is complete. */
  missing: readonly MissingPart[];
}

const TRIAL_LIMITS: ChildLimits = { memoryMb: 128, cpuS: 10 };
const TRIAL_MS = 20_000;
/** Length, number, two empty texts. */
const READY_FRAME_BYTES = 16;

/**
 * The best jail that works on this machine. Each part is tried, by starting a child in it: that bubblewrap is there
 * does not mean that it may make namespaces.
 */
export function findJail(): FoundJail {
  const main = packagePath('dist', 'jailed-node.cjs');
  const libraries = process.platform === 'linux' ? sharedLibraries() : [];
  const missing: MissingPart[] = [];
  const parts: JailParts = { hasBubblewrap: false, hasLimits: false };
  const limits = attempt({ hasBubblewrap: false, hasLimits: true, main, libraries });
  if (limits === undefined) parts.hasLimits = true;
  else missing.push(withoutLimits(limits));
  const bubblewrap =
    process.platform === 'linux' ? attempt({ ...parts, hasBubblewrap: true, main, libraries }) : 'it needs Linux';
  if (bubblewrap === undefined) parts.hasBubblewrap = true;
  else missing.push(withoutBubblewrap(bubblewrap));
  return { jail: { ...parts, main, libraries }, missing };
}

/** Why a child does not start in this jail; undefined: it does. */
function attempt(jail: Jail): string | undefined {
  const { file, args, env } = childCommand(jail, TRIAL_LIMITS);
  const { error, status, signal, stdout, stderr } = spawnSync(file, args, {
    env: { PATH: process.env.PATH, ...env },
    input: '',
    timeout: TRIAL_MS,
    killSignal: 'SIGKILL',
  });
  if (error !== undefined) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not installed' : error.message;
  }
  if (status === 0 && stdout.length === READY_FRAME_BYTES && stdout.readUInt32LE(4) === READY) return undefined;
  const said = stderr.toString('utf8').trim().split('\n')[0] ?? '';
  return said === '' ? `a child ended with ${signal ?? `exit code ${status}`}` : said.slice(0, 200);
}

/** The shared objects that this process has loaded, and a child needs as well. */
function sharedLibraries(): string[] {
  const { excludeNetwork } = process.report as { excludeNetwork?: boolean };
  Object.assign(process.report ?? {}, { excludeNetwork: true });
  const report = process.report?.getReport() as { sharedObjects?: string[] } | undefined;
  Object.assign(process.report ?? {}, { excludeNetwork });
  return (report?.sharedObjects ?? []).filter((path) => path.startsWith('/'));
}

function withoutBubblewrap(reason: string): MissingPart {
  return {
    part: 'bubblewrap',
    reason,
    consequence: 'code that gets out of its context is held by Node’s permission flags alone',
    remedy:
      reason === 'it is not installed'
        ? 'install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap)'
        : 'run on Linux where unprivileged user namespaces are allowed; in a container, allow them (docs/jail.md)',
  };
}

function withoutLimits(reason: string): MissingPart {
  return {
    part: 'prlimit',
    reason,
    consequence: 'only Node’s own heap limit and the watchdog bound what a submission uses',
    remedy: 'install util-linux (it is part of every ordinary Linux)',
  };
}
