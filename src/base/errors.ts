/** How a command ends (DESIGN §6): the exit codes that scripts and CI rely on. */
export const EXIT = { passed: 0, failed: 1, usage: 2, harness: 3, inconclusive: 4 } as const;

export interface LabsErrorOptions {
  /** What to do about it. */
  hint?: string;
  /** Defaults to {@link EXIT.usage}: bad input. */
  exitCode?: number;
  cause?: unknown;
}

/**
 * Something is wrong with what the user gave us: the message says what the value was and what was expected, the hint
 * says what to do. `code` is stable, for scripts.
 */
export class LabsError extends Error {
  override name = 'LabsError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(code: string, message: string, options: LabsErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.usage;
  }
}
