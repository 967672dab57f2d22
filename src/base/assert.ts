/** A broken assumption of the harness itself, never of a submission: exit code 3. */
export class HarnessBug extends Error {
  override name = 'HarnessBug';
}

/**
 * States what must hold inside the harness.
 *
 * @throws HarnessBug when it does not.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new HarnessBug(message);
}
