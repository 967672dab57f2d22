import type { Ora } from 'ora';

/**
 * A spinner on standard error, not yet started; undefined where that is no terminal. `ora` is slow to load: it is loaded
 * for a terminal only.
 */
export async function terminalSpinner(): Promise<Ora | undefined> {
  if (!process.stderr.isTTY) return undefined;
  const { default: ora } = await import('ora');
  return ora({ stream: process.stderr });
}
