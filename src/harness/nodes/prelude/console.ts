import type { Outbox } from './outbox.ts';

const LEVELS = ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const;
const SILENT = [
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
  const console: Record<string, (...args: unknown[]) => void> = {};
  const nothing = () => {};
  for (const level of LEVELS) {
    console[level] = outbox === undefined ? nothing : (...args) => outbox.log(level, format(args));
  }
  for (const method of SILENT) console[method] = nothing;
  if (outbox !== undefined) {
    console.assert = (condition, ...args) => {
      if (!condition) outbox.log('error', `Assertion failed${args.length > 0 ? `: ${format(args)}` : ''}`);
    };
    console.table = (...args) => outbox.log('log', format(args));
    console.dir = (value) => outbox.log('log', format([value]));
  }
  Object.defineProperty(global, 'console', { value: console, writable: true, configurable: true });
}

// `require` here is esbuild's: the library is part of the prelude, and is evaluated on first use.
declare const require: (path: string) => unknown;

function format(args: readonly unknown[]): string {
  const inspect = require('object-inspect') as (value: unknown, options?: object) => string;
  const show = (value: unknown) => (typeof value === 'string' ? value : inspect(value, { depth: 4 }));
  const [first, ...rest] = args;
  if (typeof first !== 'string' || !first.includes('%')) return args.map(show).join(' ');
  const text = first.replaceAll(/%[sdifjoOc%]/g, (directive) => {
    if (directive === '%%') return '%';
    if (rest.length === 0) return directive;
    const value = rest.shift();
    if (directive === '%c') return '';
    if (directive === '%d' || directive === '%i' || directive === '%f') return String(Number(value));
    if (directive === '%j') return JSON.stringify(value) ?? 'undefined';
    return show(value);
  });
  return [text, ...rest.map(show)].join(' ');
}
