import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import { APPLICATIONS, type ApplicationName } from '../../sdk/programs/applications/registry.ts';
import type { LoadedSubmission } from '../submission/load.ts';
import type { JobEvent } from './job-event.ts';

/** A job to be run on real processes and real files. */
export interface MapReduceRequest {
  /** Loaded for the lab entry `mapreduce`. */
  submission: LoadedSubmission;
  /** Name of the application. */
  app: string;
  workers: number;
  reduces: number;
  /** Paths of the inputs: one map task each. */
  files: readonly string[];
  /** Where `mr-out-<n>` goes; made when it does not exist. */
  outputFolder: string;
  /** Real time after which the job is given up. */
  timeoutMs?: number;
  onEvent?: (event: JobEvent) => void;
  /** Ends the job early, as a failure. */
  signal?: AbortSignal;
  /** Also report what the submission prints. */
  isVerbose?: boolean;
}

const WORKERS_MAX = 256;
const REDUCES_MAX = 1_000;

/**
 * @returns the application's name.
 * @throws LabsError that names the first thing that makes no job; nothing has been written then.
 */
export function checkRequest(request: Omit<MapReduceRequest, 'submission'>): ApplicationName {
  const app = knownApplication(request.app);
  checkCount('workers', request.workers, WORKERS_MAX);
  checkCount('reduces', request.reduces, REDUCES_MAX);
  checkInputs(request.files);
  checkOutputFolder(request.outputFolder);
  return app;
}

function knownApplication(name: string): ApplicationName {
  const known = Object.keys(APPLICATIONS);
  if (known.includes(name)) return name as ApplicationName;
  throw new LabsError('unknown-application', `there is no application '${name}'`, { hint: suggest(name, known) });
}

function checkCount(what: string, count: number, most: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= most) return;
  throw new LabsError('bad-option', `${count} ${what}: not a count`, { hint: `a whole number from 1 to ${most}` });
}

function checkInputs(paths: readonly string[]): void {
  if (paths.length === 0) {
    throw new LabsError('no-input', 'there are no input files', { hint: 'name at least one file to map' });
  }
  const seen = new Map<string, string>();
  for (const path of paths) {
    const problem = problemWith(path);
    if (problem !== undefined) {
      throw new LabsError('bad-input', `cannot read the input file ${path}: ${problem}`, {
        hint: 'every input must be a file that may be read',
      });
    }
    const name = basename(path);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new LabsError('bad-input', `two input files are called ${name}: ${other} and ${path}`, {
        hint: 'the processes share one directory: every input needs a name of its own',
      });
    }
    if (name.startsWith('mr-')) {
      throw new LabsError('bad-input', `the input file ${path} has a name that a job's own files have`, {
        hint: 'rename it so that it does not begin with mr-',
      });
    }
    seen.set(name, path);
  }
}

function problemWith(path: string): string | undefined {
  if (!existsSync(path)) return 'it does not exist';
  if (!statSync(path).isFile()) return 'it is not a file';
  try {
    accessSync(path, constants.R_OK);
    return undefined;
  } catch {
    return 'permission denied';
  }
}

function checkOutputFolder(path: string): void {
  if (!existsSync(path) || statSync(path).isDirectory()) return;
  throw new LabsError('bad-output', `${path} is not a folder`, { hint: 'name a folder for the output files' });
}
