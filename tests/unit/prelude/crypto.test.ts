import { expect, test } from 'vitest';
import { inBoth } from './node-realm.ts';

// Expressions, evaluated in Node and in a simulated node.
const EXPRESSIONS = [
  `crypto.getRandomValues(new Uint8Array(4)).length`,
  `crypto.getRandomValues(new Float64Array(4))`,
  `crypto.getRandomValues(new DataView(new ArrayBuffer(3)))`,
  `crypto.getRandomValues([1])`,
  `crypto.getRandomValues(new Uint8Array(65537))`,
  `crypto.getRandomValues(new BigInt64Array(2)).length`,
  `/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())`,
  `Object.prototype.toString.call(crypto)+Object.prototype.toString.call(crypto.subtle)`,
  `new crypto.constructor()`,
];

test.each(EXPRESSIONS)('crypto refuses and answers as in Node: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});
