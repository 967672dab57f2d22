import { join, relative } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { type CellRun, EMPTY_RUN } from '../run/cell-run.ts';

/** Codes of errors that editing the submission can put right. */
const FAULTS = new Set(['build-error', 'missing-export', 'load-error', 'no-entry', 'empty-submission']);

/** Is it the submission that is wrong, not how the command was called? */
export function isSubmissionFault(error: unknown): error is LabsError {
  return error instanceof LabsError && FAULTS.has(error.code);
}

/** What a test of a submission that cannot be built or loaded comes to. @param folder the submission's. */
export function unbuiltRun(fault: LabsError, folder: string): CellRun {
  const [message = '', ...details] = fault.message.split('\n');
  return {
    ...EMPTY_RUN,
    status: 'build-error',
    failure: {
      kind: 'build',
      property: 'it builds',
      statement: 'a submission has the lab’s module, which compiles, loads, and exports what the lab needs',
      message,
      expected: 'a module that can be run',
      actual: details.join('\n').trim() || message,
      hint: fault.hint ?? '',
      atMs: 0,
      event: 0,
      stack: framesIn(details, folder).join('\n'),
    },
  };
}

/** The places that an error of the bundler (`raft.ts:2:17:`) or of loading (`at raft.ts:2:17`) names. */
function framesIn(lines: readonly string[], folder: string): string[] {
  const root = relative(process.cwd(), folder);
  return lines.flatMap((line) => {
    if (/^\s+at .+:\d+:\d+\)?$/.test(line)) return [line.trim()];
    const match = /^ {4}([^\s].*:\d+:\d+):$/.exec(line);
    return match === null
      ? []
      : [`at ${root.startsWith('..') ? join(folder, match[1] as string) : join(root, match[1] as string)}`];
  });
}
