import type { Workload } from '../workload.ts';

const PAIRS = 4;
const BALANCE = 1_000;

/**
 * Everybody wants the same few accounts, which come in pairs: one is looked at and the other changed, as by lecture 14's
 * T1 and T2; or both are changed, or both looked at. Whoever does not check what it has read gives itself away here.
 */
export const pairs: Workload = {
  id: 'pairs',
  title: `${PAIRS} pairs of accounts that everybody wants: one looked at and the other changed, or both`,
  steps: ['read', 'add'],
  severalSteps: 'always',
  setUp: () =>
    Array.from({ length: 2 * PAIRS }, (_, i) => ({
      id: `open ${i}`,
      steps: [{ op: 'add', key: `account ${i}`, amount: BALANCE }],
    })),
  client(_number, random) {
    return {
      next(id) {
        const pair = 2 * random.int(0, PAIRS - 1);
        const [one, other] = random.shuffled([`account ${pair}`, `account ${pair + 1}`]) as [string, string];
        const read = (key: string) => ({ op: 'read', key }) as const;
        const add = (key: string) => ({ op: 'add', key, amount: random.int(-10, 10) }) as const;
        if (random.chance(0.5)) return { id, steps: [read(one), add(other)] };
        return { id, steps: random.chance(0.5) ? [add(one), add(other)] : [read(one), read(other)] };
      },
    };
  },
};
