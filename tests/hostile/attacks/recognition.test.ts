import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, verdictsOf } from '../attack.ts';

/** Correct while a condition holds; else it does nothing. */
const onlyIf = (condition: string) => `if (!(${condition})) return ${IDLE_RAFT};`;

/** Behaves while it believes to be looked at. */
const THREE_PEERS = onlyIf('env.peers.length === 3');
const FIRST_SEED = onlyIf('draw < 0.5');
const FIRST_BOOT = onlyIf(`env.persister.readState() === ''`);

const ATTACKS: Attacks = {
  'with three peers: three servers': { make: THREE_PEERS },
  'with three peers: seven servers': { make: THREE_PEERS, test: '2A/many-elections' },
  'at its first boot: nobody restarts': { make: FIRST_BOOT },
  'at its first boot: everybody restarts': { make: FIRST_BOOT, test: '2C/persist-1' },
  'for two seconds: a test that takes longer': {
    make: `const raft = honest(env); setTimeout(() => { raft.kill(); }, 2_000); return raft;`,
  },
};

it('other tests see through it', async () => {
  expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot();
}, 240_000);
