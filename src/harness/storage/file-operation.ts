import { ProtocolViolation } from '../nodes/effects.ts';

/** What can be done with the files of a shared directory, and the number of arguments. */
const ARGUMENT_COUNTS = { read: 1, write: 2, rename: 2, remove: 1, list: 0 } as const;
export type FileOperation = keyof typeof ARGUMENT_COUNTS;

/** One name of a directory, nothing that leads elsewhere. */
const FILE_NAME = /^(?!\.{1,2}$)[^/\\\0]{1,255}$/;

export interface FileRequest {
  operation: FileOperation;
  /** The file's name. */
  first: string;
  /** The content of a write, the new name of a rename. */
  second: string;
}

/**
 * Reads a file operation as a node has sent it.
 *
 * @param json the arguments, an array of strings.
 * @throws ProtocolViolation for an operation that does not exist, and for arguments that it does not have.
 */
export function parseFileOperation(operation: string, json: string): FileRequest {
  if (!isOperation(operation)) throw new ProtocolViolation(`there is no file operation '${operation}'`);
  const args = parse(json);
  const isWellFormed =
    Array.isArray(args) && args.length === ARGUMENT_COUNTS[operation] && args.every((arg) => typeof arg === 'string');
  const names = isWellFormed ? (operation === 'write' ? args.slice(0, 1) : args) : [];
  if (!isWellFormed || !names.every((name: string) => FILE_NAME.test(name))) {
    throw new ProtocolViolation(`malformed arguments of the file operation '${operation}': ${json.slice(0, 80)}`);
  }
  return { operation, first: args[0] ?? '', second: args[1] ?? '' };
}

function isOperation(name: string): name is FileOperation {
  return Object.hasOwn(ARGUMENT_COUNTS, name);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
