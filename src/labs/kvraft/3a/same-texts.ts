import { defineKvTest } from '../define-kv-test.ts';
import { wholeValues } from '../properties.ts';

const ROUNDS = 3;

export const sameTexts = defineKvTest({
  id: '3A/same-texts',
  title: 'a client that writes the same text again has written it again, an empty one too',
  property: wholeValues,
  hint: 'a duplicate is known by the client and the number of its operation, not by what it writes',
  servers: 3,
  isExtra: true,
  minimum: { operations: ROUNDS * 10 },
  async run({ cluster }) {
    const [one, other] = [cluster.newClerk(), cluster.newClerk()];
    for (let round = 0; round < ROUNDS; round++) {
      const key = `k${round}`;
      for (let i = 0; i < 3; i++) await cluster.soon(one.append(key, 'x'));
      await cluster.expectValue(one, key, 'xxx');
      await cluster.soon(one.put(key, 'a'));
      await cluster.soon(other.put(key, 'b'));
      await cluster.soon(one.put(key, 'a'));
      await cluster.expectValue(other, key, 'a');
      await cluster.soon(one.put(key, ''));
      await cluster.expectValue(other, key, '');
    }
  },
});
