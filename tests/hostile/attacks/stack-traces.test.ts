import { expect, it } from 'vitest';
import { type Attacks, findings, verdictsOf } from '../attack.ts';

/** What call sites and stacks give away of the host below. */
const WAYS = {
  'functions of other realms': `sites().map((site) => site.getFunction()).filter((one) => typeof one === 'function' && !(one instanceof Function)).length`,
  'receivers of other realms': `sites().map((site) => site.getThis()).filter((one) => typeof one === 'object' && one !== null && !(one instanceof Object)).length`,
  'the array of call sites': `sites() instanceof Array`,
  'captureStackTrace on the global object': `(Error.captureStackTrace(globalThis), typeof globalThis.stack)`,
  'a limit that is a getter': `limited({ get() { throw new Error('asked'); }, configurable: true })`,
  'no limit at all': `limited({ value: Infinity, configurable: true, writable: true })`,
  'paths of the machine': `new RegExp('/(home|work|root|usr|tmp|labs)/').test(String(new Error().stack).replaceAll('labs-bundle.js', ''))`,
};

const TOP = `
function sites() {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Error.stackTraceLimit = 200;
  Error.prepareStackTrace = (_, all) => all;
  const { stack } = new Error();
  if (before === undefined) delete Error.prepareStackTrace; else Object.defineProperty(Error, 'prepareStackTrace', before);
  return stack;
}
function limited(property) {
  Object.defineProperty(Error, 'stackTraceLimit', property);
  const { stack } = new Error();
  Object.defineProperty(Error, 'stackTraceLimit', { value: 10, configurable: true, writable: true });
  return typeof stack;
}
`;

it('no stack leads out of the context', async () => {
  expect(await findings(WAYS, { top: TOP })).toMatchInlineSnapshot(`
    {
      "a limit that is a getter": "undefined",
      "captureStackTrace on the global object": "undefined",
      "functions of other realms": "0",
      "no limit at all": "string",
      "paths of the machine": "true",
      "receivers of other realms": "0",
      "the array of call sites": "true",
    }
  `);
});

const THROWS = `setTimeout(() => { throw new Error('as planned'); }, 5);`;

/** Hooks that run while somebody else looks at an error. */
const HOOKS: Attacks = {
  'a hook that throws': { make: `Error.prepareStackTrace = () => { throw new Error('hooked'); }; ${THROWS}` },
  'a hook that throws what throws': {
    make: `Error.prepareStackTrace = () => { throw { get message() { throw this; }, toString() { throw this; } }; }; ${THROWS}`,
  },
  'a hook that never returns': { stepCpuMs: 300, make: `Error.prepareStackTrace = () => { for (;;); }; ${THROWS}` },
  'a hook that recurses': { make: `Error.prepareStackTrace = (error) => new Error(error.message).stack; ${THROWS}` },
  'a stack that is an object': {
    make: `setTimeout(() => { throw Object.assign(new Error('odd'), { stack: { toString: null } }); }, 5);`,
  },
  'a line of a stack that takes a pattern for ever': {
    make: `setTimeout(() => { throw Object.assign(new Error('long'), { stack: '    at ' + ' ('.repeat(1e5) + ':1'.repeat(1e5) + 'x' }); }, 5);`,
  },
  'a stack with a million brackets': {
    make: `setTimeout(() => { throw Object.assign(new Error('long'), { stack: '    at ' + 'a (:1:1'.repeat(1e6) }); }, 5);`,
  },
  'a stack that names another file': {
    make: `setTimeout(() => { throw Object.assign(new Error('elsewhere'), { stack: 'Error\\n    at cheat (/etc/passwd:1:1)' }); }, 5);`,
  },
};

it('no hook keeps the harness from telling what happened', async () => {
  expect(await verdictsOf(HOOKS, ['process', 'vm'])).toMatchInlineSnapshot(`
    {
      "a hook that never returns": "livelock: steps end: a server’s code did not return within 0.3 s of CPU time",
      "a hook that recurses": "crashed: no uncaught error: server 0 crashed: Error: as planned",
      "a hook that throws": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
      "a hook that throws what throws": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
      "a line of a stack that takes a pattern for ever": "crashed: no uncaught error: server 0 crashed: Error: long",
      "a stack that is an object": "crashed: no uncaught error: server 0 crashed: an error that cannot be described was thrown",
      "a stack that names another file": "crashed: no uncaught error: server 0 crashed: Error: elsewhere",
      "a stack with a million brackets": "crashed: no uncaught error: server 0 crashed: Error: long",
    }
  `);
});
