import type { Workload } from '../workload.ts';

const ACCOUNTS = 100;
const BALANCE = 1_000;
/** How often somebody adds up a few accounts. */
const AUDIT_SHARE = 0.2;
const AUDITED = 4;

const account = (number: number) => `account ${number}`;

/** Transfers between two accounts, and audits that read several: lectures 11 and 13. */
export const bank: Workload = {
  id: 'bank',
  title: `transfers between ${ACCOUNTS} accounts, one request in five an audit of ${AUDITED}`,
  steps: ['read', 'add'],
  severalSteps: 'always',
  setUp: () =>
    Array.from({ length: ACCOUNTS }, (_, i) => ({
      id: `open ${i}`,
      steps: [{ op: 'add', key: account(i), amount: BALANCE }],
    })),
  client(_number, random) {
    const accounts = Array.from({ length: ACCOUNTS }, (_, i) => account(i));
    return {
      next(id) {
        const chosen = random.shuffled(accounts);
        if (random.chance(AUDIT_SHARE)) {
          return { id, steps: chosen.slice(0, AUDITED).map((key) => ({ op: 'read', key })) };
        }
        const [from, to] = chosen as [string, string];
        const amount = random.int(1, 10);
        return {
          id,
          steps: [
            { op: 'add', key: from, amount: -amount },
            { op: 'add', key: to, amount },
          ],
        };
      },
    };
  },
};
