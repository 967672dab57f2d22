import { loadLibrary } from './load-library.ts';
import type { Outbox } from './outbox.ts';
import { withoutHostFrames } from './stack.ts';

type Log = (...args: unknown[]) => void;

const LEVELS = ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const;
const OTHERS = [
  'assert',
  'clear',
  'count',
  'countReset',
  'dir',
  'dirxml',
  'group',
  'groupCollapsed',
  'groupEnd',
  'table',
  'time',
  'timeEnd',
  'timeLog',
] as const;

/**
 * Replaces the inspector's console. Output is an effect when somebody reads it (`labs test --verbose`) and costs
 * nothing otherwise.
 */
export function installConsole(global: typeof globalThis, outbox: Outbox | undefined): void {
  const nothing = () => {};
  const methods = outbox === undefined ? {} : loggingMethods(global, outbox);
  const console: Record<string, Log> = {};
  for (const name of [...LEVELS, ...OTHERS]) console[name] = methods[name] ?? nothing;
  Object.defineProperty(global, 'console', { value: console, writable: true, configurable: true });
}

function loggingMethods(global: typeof globalThis, outbox: Outbox): Record<string, Log> {
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const { performance } = global;
  let indent = '';

  const write = (level: string, args: readonly unknown[]) => {
    const text = format(args);
    outbox.log(level, indent === '' ? text : `${indent}${text.replaceAll('\n', `\n${indent}`)}`);
  };
  const group: Log = (...labels) => {
    if (labels.length > 0) write('log', labels);
    indent += '  ';
  };
  const elapsed = (label: string, rest: readonly unknown[]) => {
    const start = starts.get(label);
    if (start === undefined) write('warn', [`Warning: No such label '${label}' for console.time()`]);
    else write('log', [`${label}: ${performance.now() - start}ms`, ...rest]);
  };

  const methods: Record<string, Log> = {
    assert(condition, ...args) {
      if (condition) return;
      const [first, ...rest] = args;
      if (args.length === 0) write('warn', ['Assertion failed']);
      else if (typeof first === 'string') write('warn', [`Assertion failed: ${first}`, ...rest]);
      else write('warn', ['Assertion failed:', ...args]);
    },
    count(label = 'default') {
      const count = (counts.get(`${label}`) ?? 0) + 1;
      counts.set(`${label}`, count);
      write('log', [`${label}: ${count}`]);
    },
    countReset(label = 'default') {
      counts.delete(`${label}`);
    },
    dir(value, options) {
      write('log', [library().inspect(value, { customInspect: false, ...(options as object | undefined) })]);
    },
    dirxml: (...args) => write('log', args),
    group,
    groupCollapsed: group,
    groupEnd() {
      indent = indent.slice(2);
    },
    table: (...args) => write('log', args),
    time(label = 'default') {
      starts.set(`${label}`, performance.now());
    },
    timeEnd(label = 'default') {
      elapsed(`${label}`, []);
      starts.delete(`${label}`);
    },
    timeLog: (label = 'default', ...rest) => elapsed(`${label}`, rest),
  };
  for (const level of LEVELS) methods[level] = (...args) => write(level, args);
  return methods;
}

interface Inspector {
  format(...args: unknown[]): string;
  inspect(value: unknown, options?: object): string;
}

// `require` here is esbuild's: the library is part of the prelude, and is evaluated on first use.
declare const require: (path: string) => unknown;

let inspector: Inspector | undefined;

/** Node's own formatting, extracted from Node. It looks once for classes that no node has. */
function library(): Inspector {
  inspector ??= loadLibrary(
    () => {
      const loaded = require('node-inspect-extracted') as Inspector;
      // The rest is evaluated by the first use.
      loaded.inspect(new Error());
      return loaded;
    },
    { Atomics: {}, FinalizationRegistry: class {}, SharedArrayBuffer: class {}, WeakRef: class {} },
  );
  return inspector;
}

/** Never throws: a log must not change what a program does. */
function format(args: readonly unknown[]): string {
  try {
    return withoutHostFrames(library().format(...args));
  } catch {
    return 'a value that cannot be shown';
  }
}
