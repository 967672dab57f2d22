import { expect, test } from 'vitest';
import { bootNode, inBoth } from './node-realm.ts';

// Expressions, evaluated in Node and in a simulated node.
const EXPRESSIONS = [
  `(()=>{class D extends Date{x(){return 1}};const d=new D(5);return [d instanceof Date,d instanceof D,d.x(),d.getTime(),Object.prototype.toString.call(d)]})()`,
  `new Date(8.64e15+1).getTime()`,
  `Date.UTC(2020,1)`,
  `new Date(undefined).getTime()`,
  `new Date(new Date(7)).getTime()`,
  `Object.getOwnPropertyDescriptor(Date,'prototype').writable`,
  `new Date(0).constructor===Date`,
  `JSON.stringify(new Date(0))`,
];

test.each(EXPRESSIONS)('Date behaves as in Node: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});

test.each([
  ["['b', 'a', 'ä', 'Z'].sort((a, b) => a.localeCompare(b)).join()", 'a,ä,b,Z'],
  ['(1234567.891).toLocaleString()', '1,234,567.891'],
  ['12345n.toLocaleString()', '12,345'],
  ["new Date(0).toLocaleDateString(undefined, { timeZone: 'UTC' })", '1/1/1970'],
  ["'i'.toLocaleUpperCase() + 'I'.toLocaleLowerCase()", 'Ii'],
  ["(0.5).toLocaleString('de-DE')", '0,5'],
])('the locale is the same on every machine: %s', (expression, expected) => {
  expect(bootNode().evaluate(expression)).toBe(expected);
});
