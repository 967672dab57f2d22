import { expect, test } from 'vitest';
import { bootNode } from './node-realm.ts';

const DRAW = `[
  Math.random(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint16Array(3))].join(), Math.random(),
  crypto.getRandomValues(new BigUint64Array(1))[0],
].join(' ')`;

test('the same seed gives the same random values', () => {
  const [first, second] = [bootNode({ seed: 'a' }), bootNode({ seed: 'a' })].map(({ evaluate }) => evaluate(DRAW));
  expect(first).toBe(second);
  expect(first).toMatchInlineSnapshot(
    `"0.4245572602376342 e12dbbc7-320d-4b4e-9fd8-ce4184c6347e 48342,18745,35639 0.2909725832287222 12568455247221040045"`,
  );
});

test('another seed gives other random values', () => {
  expect(bootNode({ seed: 'a' }).evaluate(DRAW)).not.toBe(bootNode({ seed: 'b' }).evaluate(DRAW));
});

test('no web global draws from Math.random', () => {
  const undisturbed = bootNode().evaluate('Math.random()');
  const disturbed = bootNode({ logs: true }).evaluate(`
    crypto.randomUUID(); new URL('http://a'); structuredClone({}); new TextEncoder().encode('a'); atob(btoa('a'));
    new AbortController().abort(); console.log({}); crypto.subtle.digest('SHA-256', new Uint8Array(1)); Math.random()`);
  expect(disturbed).toBe(undisturbed);
});

test('time comes from the simulation', () => {
  const { evaluate, realm } = bootNode({ nowMs: 1500.25 });
  const read = '[Date.now(), new Date().toISOString(), performance.now(), new Event("a").timeStamp].join(" ")';
  expect(evaluate(read)).toMatchInlineSnapshot(`"1641859201500 2022-01-11T00:00:01.500Z 1500.25 1500.25"`);
  realm.dispatch(2000, 1, 99, 0, '', '');
  expect(evaluate(read)).toMatchInlineSnapshot(`"1641859202000 2022-01-11T00:00:02.000Z 2000 2000"`);
});

test('AbortSignal.timeout is a timer of the simulation', () => {
  const { evaluate, realm } = bootNode();
  evaluate('globalThis.signal = AbortSignal.any([AbortSignal.timeout(50)]); setTimeout = () => {}');
  expect(realm.take()).toBe('T1\t50\n');
  expect(evaluate('signal.aborted')).toBe(false);
  realm.dispatch(50, 1, 1, 0, '', '');
  expect(evaluate('String(signal.reason)')).toBe('TimeoutError: The operation was aborted due to timeout');
});

test('what a listener throws is an error of the node, after the other listeners have run', () => {
  const { evaluate, realm } = bootNode();
  const seen = evaluate(`(() => {
    const [target, seen] = [new EventTarget(), []];
    target.addEventListener('a', () => { throw new RangeError('no'); });
    target.addEventListener('a', () => seen.push('second'));
    target.dispatchEvent(new Event('a'));
    return seen.join();
  })()`);
  expect(seen).toBe('second');
  expect(realm.take() + realm.takeNotes()).toMatch(/^E0\t\{"message":"RangeError: no"/);
});

test('the stack of an uncaught error has the frames of the program only', () => {
  const { evaluate, realm } = bootNode();
  evaluate('setTimeout(function tick() { new URL("nonsense"); }, 5)');
  realm.take();
  realm.dispatch(5, 1, 1, 0, '', '');
  expect(JSON.parse(`${realm.take()}${realm.takeNotes()}`.replace(/^E0\t/, ''))).toMatchInlineSnapshot(`
    {
      "message": "TypeError: Invalid URL",
      "stack": "TypeError [ERR_INVALID_URL]: Invalid URL
        at tick (program.js:1:30)",
    }
  `);
});
