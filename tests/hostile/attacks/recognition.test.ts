import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { IDLE_RAFT } from '../../cli/labs.ts';
import { type Attacks, findings, TABLE_MS_MAX, verdictsOf } from '../attack.ts';

const alea = createRequire(import.meta.url)('seedrandom/lib/alea.js') as (seed: string) => () => number;

/** Correct while a condition holds; else it does nothing. */
const onlyIf = (condition: string) => `if (!(${condition})) return ${IDLE_RAFT};`;

const THREE_PEERS = onlyIf('env.peers.length === 3');
const FIRST_BOOT = onlyIf(`env.persister.readState() === ''`);
/** What the servers draw first with the seed that everybody knows. */
const DRAWS = [0, 1, 2].map((server) => alea(`1/server ${server}/1`)());
const KNOWN_SEED = onlyIf(`${JSON.stringify(DRAWS)}.includes(Math.random())`);

/** Each pair: what is recognised, and what it cannot be told from. */
const ATTACKS: Attacks = {
  'by three peers: they are three': { make: THREE_PEERS },
  'by three peers: they are seven': { make: THREE_PEERS, test: '2A/many-elections' },
  'by the seed: it is the one that everybody knows': { make: KNOWN_SEED },
  'by the seed: it is another one': { make: KNOWN_SEED, seed: 2 },
  'by the first boot: nobody restarts': { make: FIRST_BOOT },
  'by the first boot: everybody restarts': { make: FIRST_BOOT, test: '2C/persist-1' },
  'by the time: good for two seconds': {
    make: `const raft = honest(env); const { getState } = raft;
    raft.getState = () => (performance.now() < 2_000 ? getState() : { ...getState(), isLeader: false }); return raft;`,
  },
};

it(
  'other tests and other seeds see through it',
  async () => {
    expect(await verdictsOf(ATTACKS)).toMatchInlineSnapshot(`
      {
        "by the first boot: everybody restarts": "failed: term monotonicity: server 0 went back from term 1 to term 0",
        "by the first boot: nobody restarts": "passed",
        "by the seed: it is another one": "failed: leader election: no leader was elected",
        "by the seed: it is the one that everybody knows": "passed",
        "by the time: good for two seconds": "failed: leader election: no leader was elected",
        "by three peers: they are seven": "failed: leader election: no leader was elected",
        "by three peers: they are three": "passed",
      }
    `);
  },
  TABLE_MS_MAX,
);

it(
  'real time, place and machine show nowhere',
  async () => {
    const ways = {
      'the date': 'new Date().toISOString()',
      'time that passes in a step':
        '(() => { const from = performance.now(); for (let i = 0; i < 1e5; i++); return performance.now() - from; })()',
      'the time zone': 'new Date(2022, 6, 1).getTimezoneOffset()',
      'the locale': '(1234.5).toLocaleString() + new Date().toLocaleDateString()',
      'the first draw': `Math.random() === ${DRAWS[0]}`,
      'the seed, by what its text is asked': `stolen.join()`,
    };
    const top = `const stolen = []; const { charCodeAt } = String.prototype;
String.prototype.charCodeAt = function (at) { if (at === 0) stolen.push(String(this)); return charCodeAt.call(this, at); };
crypto.getRandomValues(new Uint8Array(1)); String.prototype.charCodeAt = charCodeAt;`;
    expect(await findings(ways, { top })).toMatchInlineSnapshot(`
      {
        "the date": "2022-01-11T00:00:00.000Z",
        "the first draw": "true",
        "the locale": "1,234.51/11/2022",
        "the seed, by what its text is asked": " , , ,1/server 0/1/crypto,1/server 0/1/crypto,1/server 0/1/crypto",
        "the time zone": "0",
        "time that passes in a step": "0",
      }
    `);
  },
  TABLE_MS_MAX,
);
