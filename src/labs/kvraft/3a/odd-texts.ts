import { defineKvTest } from '../define-kv-test.ts';
import { expectOddTexts, ODD_TEXT_COUNT, writeOddTexts } from '../odd-texts.ts';
import { wholeValues } from '../properties.ts';

export const oddTexts = defineKvTest({
  id: '3A/odd-texts',
  title: 'any string is a key and a value: empty ones, __proto__, several lines',
  property: wholeValues,
  servers: 3,
  isExtra: true,
  faults: ['all servers restarted'],
  minimum: { operations: 4 * ODD_TEXT_COUNT, faults: { restart: 3 } },
  async run({ cluster }) {
    const clerk = cluster.newClerk();
    await writeOddTexts(cluster, clerk);
    await expectOddTexts(cluster, clerk);
    cluster.restart(...cluster.servers);
    await expectOddTexts(cluster, clerk);
  },
});
