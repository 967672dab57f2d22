import { withoutHostFrames } from './stack.ts';

const { stringify } = JSON;

/**
 * An uncaught error as JSON `{message, stack}`; `stack` is empty for what is not an Error. Never throws, and is JSON
 * whatever the program has made of the built-ins: nobody is left who could report what went wrong here.
 */
export function describeError(error: unknown): string {
  try {
    if (error instanceof Error) {
      return describe(`${error.name}: ${error.message}`, withoutHostFrames(`${error.stack ?? ''}`));
    }
    return describe(`${describeValue(error)} was thrown`, '');
  } catch {
    return '{"message":"an error that cannot be described was thrown","stack":""}';
  }
}

/** Of texts alone: an object would be asked for its `toJSON`, which may be anybody's. */
function describe(message: string, stack: string): string {
  return `{"message":${stringify(message)},"stack":${stringify(`${stack}`)}}`;
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'bigint') return `${value}n`;
  return stringify(value) ?? 'undefined';
}
