import type { Ora } from 'ora';

/**
 * A spinner on standard error, not yet started; undefined where that is no terminal. There `ora`, which takes as long to
 * load as all the rest of a command, is not loaded.
 */
export async function terminalSpinner(): Promise<Ora | undefined> {
  if (!process.stderr.isTTY) return undefined;
  const { default: ora } = await import('ora');
  return ora({ stream: process.stderr });
}
