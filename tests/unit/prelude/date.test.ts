import { expect, test } from 'vitest';
import { inBoth } from './node-realm.ts';

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
  `['b','a','ä','Z'].sort((a,b)=>a.localeCompare(b))`,
  `(1234567.891).toLocaleString()`,
  `new Date(0).toLocaleString()`,
  `'i'.toLocaleUpperCase()`,
  `'a'.localeCompare('b',undefined,{numeric:true})`,
];

test.each(EXPRESSIONS)('Date and the locale behave as in a Node of the same locale: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});
