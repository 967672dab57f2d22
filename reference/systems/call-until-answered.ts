import type { NodeRuntime } from '../../src/sdk/runtime.ts';

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** Calls again and again until the other side has answered. The other side may be asked more than once. */
// biome-ignore lint/suspicious/noExplicitAny: the caller states the reply's type
export async function callUntilAnswered<Reply = any>(
  runtime: Pick<NodeRuntime, 'call'>,
  to: number,
  method: string,
  args: unknown,
): Promise<Reply> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const reply = await runtime.call(to, method, args);
    if (reply !== undefined) return reply;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
