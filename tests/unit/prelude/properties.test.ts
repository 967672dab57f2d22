import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootNode, inBoth } from './node-realm.ts';

const SEED = 6824;
function check<Args>(title: string, property: fc.IProperty<Args>): void {
  test(`${title} (seed ${SEED})`, () => {
    fc.assert(property, { seed: SEED, numRuns: 200 });
  });
}

const agrees = (expression: string) => {
  const { node, simulated } = inBoth(expression);
  expect(simulated).toBe(node);
};
const literal = (value: unknown) => JSON.stringify(value);
const anyText = fc.string({ unit: 'binary' });
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => [...array]);
// Bytes that are mostly, but not always, the beginnings and ends of characters.
const nearlyText = fc.array(
  fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xbb, 0xf0, 0x90, 0xf4, 0x8f),
);

check(
  'any text is encoded as in Node',
  fc.property(anyText, (text) => agrees(`new TextEncoder().encode(${literal(text)})`)) as never,
);

check(
  'any bytes are decoded as in Node',
  fc.property(fc.oneof(bytes, nearlyText), fc.boolean(), (data, ignoreBOM) =>
    agrees(`new TextDecoder('utf-8', { ignoreBOM: ${ignoreBOM} }).decode(new Uint8Array(${literal(data)}))`),
  ) as never,
);

check(
  'a fatal decoder accepts what Node accepts',
  fc.property(nearlyText, (data) =>
    agrees(`new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(${literal(data)}))`),
  ) as never,
);

check(
  'bytes that arrive in pieces are decoded as in Node',
  fc.property(fc.array(nearlyText, { maxLength: 5 }), (pieces) =>
    agrees(`((decoder) => [
      ...${literal(pieces)}.map((piece) => decoder.decode(new Uint8Array(piece), { stream: true })),
      decoder.decode(),
    ])(new TextDecoder())`),
  ) as never,
);

check(
  'text survives encoding and decoding',
  fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const there = bootShared().evaluate(`new TextDecoder().decode(new TextEncoder().encode(${literal(text)}))`);
    expect(there).toBe(text.replace(/^\ufeff/, ''));
  }),
);

check(
  'any bytes are Base64 as in Node',
  fc.property(bytes, (data) => {
    agrees(`btoa(String.fromCharCode(...${literal(data)}))`);
    agrees(`atob(btoa(String.fromCharCode(...${literal(data)})))`);
  }),
);

check(
  'any text is read as Base64 as in Node',
  fc.property(fc.string({ unit: fc.constantFrom('A', 'b', '9', '+', '/', '=', ' ', '\n', '-') }), (text) => {
    const [node, simulated] = Object.values(inBoth(`atob(${literal(text)})`)) as [string, string];
    // The two reasons for refusing are told apart differently by versions of Node.
    if (node.startsWith('throws'))
      expect(simulated.startsWith('throws DOMException InvalidCharacterError 5')).toBe(true);
    else expect(simulated).toBe(node);
  }),
);

check(
  'any value is cloned as in Node',
  fc.property(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withBoxedValues: true,
    }),
    (value) => agrees(`structuredClone(${fc.stringify(value)})`),
  ) as never,
);

check(
  'any query is read and written as in Node',
  fc.property(fc.string({ unit: fc.constantFrom('a', '=', '&', '+', '%', '2', '0', ' ', '#', '?') }), (query) =>
    agrees(`[...new URLSearchParams(${literal(query)})].concat(new URLSearchParams(${literal(query)}).toString())`),
  ) as never,
);

check(
  'any web address is read as in Node',
  fc.property(
    fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https', 'ws'] }),
    (url) =>
      agrees(
        `((url) => [url.href, url.host, url.pathname, url.search, url.hash, url.origin])(new URL(${literal(url)}))`,
      ),
  ) as never,
);

test.each(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])(
  `%s digests any bytes as Node does (seed ${SEED})`,
  async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
        const digest = bootShared().evaluate(`crypto.subtle.digest('${name}', new Uint8Array(${literal([...data])}))`);
        const expected = createHash(name.replace('-', '')).update(data).digest('hex');
        expect(Buffer.from((await digest) as ArrayBuffer).toString('hex')).toBe(expected);
      }),
      { seed: SEED, numRuns: 50 },
    );
  },
);

let shared: ReturnType<typeof bootNode> | undefined;
function bootShared() {
  shared ??= bootNode();
  return shared;
}
