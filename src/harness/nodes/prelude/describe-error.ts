import { withoutHostFrames } from './stack.ts';

/** An uncaught error as JSON `{message, stack}`; `stack` is empty for what is not an Error. Never throws. */
export function describeError(error: unknown): string {
  try {
    if (error instanceof Error) {
      return JSON.stringify({
        message: `${error.name}: ${error.message}`,
        stack: withoutHostFrames(String(error.stack ?? '')),
      });
    }
    return JSON.stringify({ message: `${describeValue(error)} was thrown`, stack: '' });
  } catch {
    return '{"message":"an error that cannot be described was thrown","stack":""}';
  }
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'bigint') return `${value}n`;
  return JSON.stringify(value) ?? 'undefined';
}
