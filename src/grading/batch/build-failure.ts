import type { CellRun } from '../run/cell-run.ts';

const REASON_CHARS_MAX = 4_000;

/** The verdict on every test of code that could not be built or loaded. */
export function buildFailure(reason: string): Pick<CellRun, 'status' | 'failure'> {
  const actual = reason.length > REASON_CHARS_MAX ? `${reason.slice(0, REASON_CHARS_MAX)} …` : reason;
  return {
    status: 'build-error',
    failure: {
      kind: 'build',
      property: 'it builds',
      statement: 'the submission has the lab’s module, and the module loads',
      message: `there is nothing to test: ${firstLine(actual)}`,
      expected: 'a module that compiles, exports what the lab needs, and does not throw while it is loaded',
      actual,
      hint: '`labs test` says the same on your own machine: try it before you hand in',
      atMs: 0,
      event: 0,
      stack: '',
    },
  };
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
}
