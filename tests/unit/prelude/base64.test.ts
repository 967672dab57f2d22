import { expect, test } from 'vitest';
import { inBoth } from './node-realm.ts';

// Expressions, evaluated in Node and in a simulated node.
const EXPRESSIONS = [
  `atob('aGVsbG8=')`,
  `atob('aGVsbG8')`,
  `atob(' aGVs bG8= ')`,
  `atob('a')`,
  `atob('aGVsbG8==')`,
  `atob('====')`,
  `atob('ab=c')`,
  `atob('*')`,
  `atob('')`,
  `atob()`,
  `btoa()`,
  `btoa('')`,
  `btoa('hello')`,
  String.raw`btoa('\xff\x00')`,
  `btoa('☃')`,
  `btoa(undefined)`,
  `btoa(5)`,
  `atob(null)`,
  `atob('aé')`,
  `atob({toString(){return 'YQ=='}})`,
  `atob(Symbol())`,
  `atob.name+atob.length+btoa.name+btoa.length`,
];

test.each(EXPRESSIONS)('atob and btoa answer as in Node: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});
