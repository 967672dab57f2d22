import { expect, test } from 'vitest';
import { inBoth } from './node-realm.ts';

// Expressions, evaluated in Node and in a simulated node.
const EXPRESSIONS = [
  String.raw`new TextEncoder().encode('héllo €💩\ud800x')`,
  `new TextEncoder().encode()`,
  `new TextEncoder().encode(undefined)`,
  `new TextEncoder().encode(5)`,
  `new TextEncoder().encodeInto('a€b',new Uint8Array(4))`,
  `new TextEncoder().encodeInto('💩',new Uint8Array(3))`,
  `new TextEncoder().encodeInto('a€b')`,
  `new TextEncoder().encodeInto(5,new Uint8Array(3))`,
  `new TextEncoder().encoding`,
  `Object.prototype.toString.call(new TextEncoder())+Object.prototype.toString.call(new TextDecoder())`,
  `new TextDecoder().decode(new Uint8Array([0xef,0xbb,0xbf,65]))`,
  `new TextDecoder('utf8',{ignoreBOM:true}).decode(new Uint8Array([0xef,0xbb,0xbf,65]))`,
  `new TextDecoder().decode(new Uint8Array([0xef,0xbb,0xbf,0xef,0xbb,0xbf,65]))`,
  `new TextDecoder('utf-8',{fatal:true}).decode(new Uint8Array([255]))`,
  `new TextDecoder('utf-8',{fatal:true}).decode(new Uint8Array([0xe2,0x82]))`,
  `new TextDecoder().decode(new Uint8Array([0xe2,0x82]))`,
  `new TextDecoder().decode(new Uint8Array([0xf0,0x90,0x41,0xc0,0x80,0xed,0xa0,0x80,0xf4,0x90,0x80,0x80]))`,
  `new TextDecoder().decode()`,
  `new TextDecoder().decode('x')`,
  `new TextDecoder().decode(null)`,
  `new TextDecoder().decode(new ArrayBuffer(2))`,
  `new TextDecoder().decode(new DataView(new ArrayBuffer(2),1))`,
  `new TextDecoder('latin-foo')`,
  String.raw`new TextDecoder(' UTF-8\n').encoding`,
  `(()=>{const d=new TextDecoder();return [d.decode(new Uint8Array([0xe2]),{stream:true}),d.decode(new Uint8Array([0x82]),{stream:true}),d.decode(new Uint8Array([0xac])),d.decode(new Uint8Array([0xef,0xbb,0xbf,66]))]})()`,
  `(()=>{const d=new TextDecoder();return [d.decode(new Uint8Array([0xef,0xbb]),{stream:true}),d.decode(new Uint8Array([0xbf,65]),{stream:true}),d.decode(new Uint8Array([0xef,0xbb,0xbf]),{stream:true}),d.decode()]})()`,
  `(()=>{const d=new TextDecoder();return [d.decode(new Uint8Array([0xe2]),{stream:true}),d.decode()]})()`,
  `[new TextDecoder().fatal,new TextDecoder('utf-8',{fatal:1,ignoreBOM:1}).ignoreBOM]`,
  `TextDecoder()`,
  `Object.keys(TextDecoder.prototype).sort()`,
];

test.each(EXPRESSIONS)('TextEncoder and TextDecoder behave as in Node: %s', (expression) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
});
