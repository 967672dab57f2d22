import type { KvCluster } from '../cluster.ts';
import { defineKvTest } from '../define-kv-test.ts';
import type { KvClerk } from '../kv-clerk.ts';
import { wholeValues } from '../properties.ts';

const ROUNDS = 3;

const REPEATED = {
  message: 'a text that a client wrote again is missing',
  hint: 'a duplicate is known by the client and the number of its operation, not by what it writes',
};
const EMPTY = {
  message: 'an empty text did not replace the value',
  hint: 'an empty string is a value like any other: test for undefined, not for falsy values',
};

export const sameTexts = defineKvTest({
  id: '3A/same-texts',
  title: 'a client that writes the same text again has written it again, an empty one too',
  property: wholeValues,
  servers: 3,
  isExtra: true,
  minimum: { operations: ROUNDS * 10 },
  async run({ cluster }) {
    const [one, other] = [cluster.newClerk(), cluster.newClerk()];
    for (let round = 0; round < ROUNDS; round++) {
      const key = `k${round}`;
      for (let i = 0; i < 3; i++) await cluster.soon(one.append(key, 'x'));
      await expectText(cluster, one, { key, text: 'xxx', otherwise: REPEATED });
      await cluster.soon(one.put(key, 'a'));
      await cluster.soon(other.put(key, 'b'));
      await cluster.soon(one.put(key, 'a'));
      await expectText(cluster, other, { key, text: 'a', otherwise: REPEATED });
      await cluster.soon(one.put(key, ''));
      await expectText(cluster, other, { key, text: '', otherwise: EMPTY });
    }
  },
});

interface ExpectedText {
  key: string;
  text: string;
  otherwise: { message: string; hint: string };
}

/** Nothing fails in this test: what is missing has not been lost. */
async function expectText(cluster: KvCluster, clerk: KvClerk, { key, text, otherwise }: ExpectedText): Promise<void> {
  const value = await cluster.soon(clerk.get(key));
  if (value === text) return;
  cluster.fail(wholeValues, { ...otherwise, expected: JSON.stringify(text), actual: JSON.stringify(value) });
}
