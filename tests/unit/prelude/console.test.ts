import { expect, test } from 'vitest';
import { bootNode } from './node-realm.ts';

function logged(code: string): string {
  const { evaluate, realm } = bootNode({ logs: true });
  evaluate(code);
  return `${realm.take()}${realm.takeNotes()}`
    .trimEnd()
    .replaceAll(/^L\d+\t/gm, 'L')
    .replaceAll('\\n', '\n')
    .replaceAll('\\"', '"');
}

test('values are shown as Node shows them', () => {
  expect(
    logged(`
      console.log('text', 1, -0, 10n, null, undefined, true, Symbol('s'), () => {}, class Raft {});
      console.log({ a: { b: { c: { d: 1 } } } }, [1, , 'x'], new Map([['k', { v: 1 }]]), new Set([1]));
      console.log(new Date(0), /a/g, new Uint8Array(2), Object.create(null), new (class Log { entries = []; })());
      const loop = { name: 'loop' }; loop.self = loop; console.log(loop);
      console.log('%s is %d of %j%%', 'x', '5', { a: 1 }, 'rest');
    `),
  ).toMatchInlineSnapshot(`
    "Llog	"text 1 -0 10n null undefined true Symbol(s) [Function (anonymous)] [class Raft]"
    Llog	"{ a: { b: { c: [Object] } } } [ 1, <1 empty item>, 'x' ] Map(1) { 'k' => { v: 1 } } Set(1) { 1 }"
    Llog	"1970-01-01T00:00:00.000Z /a/g Uint8Array(2) [ 0, 0 ] [Object: null prototype] {} Log { entries: [] }"
    Llog	"<ref *1> { name: 'loop', self: [Circular *1] }"
    Llog	"x is 5 of {"a":1}% rest""
  `);
});

test('an error is shown with its stack, without the frames of the harness', () => {
  expect(
    logged(`
      function outer() { return new TypeError('boom', { cause: new Error('why') }); }
      console.error(Object.assign(outer(), { code: 'E_RAFT' }));
      console.warn(new DOMException('stop', 'AbortError').message, [new RangeError('inside')]);
    `),
  ).toMatchInlineSnapshot(`
    "Lerror	"TypeError: boom
        at outer (program.js:2:33)
        at program.js:3:35
        ... lines matching cause stack trace ... {
      code: 'E_RAFT',
      [cause]: Error: why
          at outer (program.js:2:64)
          at program.js:3:35
    }"
    Lwarn	"stop [
      RangeError: inside
          at program.js:4:69
    ]""
  `);
});

test('groups indent, counters count, timers measure virtual time', () => {
  expect(
    logged(`
      console.group('election'); console.log({ term: 1, votes: [1, 2] }); console.info('two\\nlines'); console.groupEnd();
      console.count(); console.count('x'); console.count(); console.countReset(); console.count();
      console.time('t'); console.timeLog('t', 'so far'); console.timeEnd('t'); console.timeEnd('t');
      console.assert(true, 'silent'); console.assert(false); console.assert(1 > 2, 'term %d', 3); console.assert(0, { a: 1 });
      console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
    `),
  ).toMatchInlineSnapshot(`
    "Llog	"election"
    Llog	"  { term: 1, votes: [ 1, 2 ] }"
    Linfo	"  two
      lines"
    Llog	"default: 1"
    Llog	"x: 1"
    Llog	"default: 2"
    Llog	"default: 1"
    Llog	"t: 0ms so far"
    Llog	"t: 0ms"
    Lwarn	"Warning: No such label 't' for console.time()"
    Lwarn	"Assertion failed"
    Lwarn	"Assertion failed: term 3"
    Lwarn	"Assertion failed: { a: 1 }"
    Llog	"{ a: [Object] }""
  `);
});

test('a value that throws when it is shown does not stop the program', () => {
  expect(
    logged(
      `console.log(new Proxy({}, { ownKeys() { throw new Error('no'); }, get() { throw new Error('no'); } })); console.log('on')`,
    ),
  ).toMatchInlineSnapshot(`
    "Llog	"a value that cannot be shown"
    Llog	"on""
  `);
});

test('nothing is formatted when nobody reads it', () => {
  const { evaluate, realm } = bootNode({ logs: false });
  evaluate(
    'let read = 0; console.log({ get a() { read++; return 1; }, toString() { read++; } }); globalThis.reads = read',
  );
  expect(evaluate('reads')).toBe(0);
  expect(realm.take() + realm.takeNotes()).toBe('');
});
