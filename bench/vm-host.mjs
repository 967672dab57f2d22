// Events per second of the vm host: an RPC ping-pong with a timer per call, beside a floor in the same run: as many
// JSON round trips through the same heap, without nodes, network and trace.
import { TimeHeap } from '../dist/base/time-heap.js';
import { VmHost } from '../dist/harness/nodes/vm-host.js';
import { synchronousDrain } from '../dist/harness/simulation/drain.js';
import { World } from '../dist/harness/world.js';

const EVENTS = 400_000;
const ROUNDS = 5;

// What a Raft leader says to a follower, more or less.
const ENTRY = { term: 1, command: { op: 'put', key: 'key7', value: 'x'.repeat(90) } };
const REQUEST = { term: 1, leaderId: 0, prevLogIndex: 12345, prevLogTerm: 1, leaderCommit: 12344, entries: [ENTRY] };
const REPLY = { term: 1, success: true, hint: 'x'.repeat(90) };

const PING_PONG = `(function ({ Promise, setTimeout, clearTimeout }) {
  const REQUEST = ${JSON.stringify(REQUEST)};
  const REPLY = ${JSON.stringify(REPLY)};
  function callWithTimeout(runtime) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timed out')), 100);
      runtime.call(1, 'AppendEntries', REQUEST).then((reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
    });
  }
  async function ping(runtime) {
    let term = 0;
    for (;;) term += (await callWithTimeout(runtime)).term;
  }
  const programs = {
    ping: (runtime) => { ping(runtime); return { onRpc() {}, onCall() {} }; },
    pong: () => ({ async onRpc() { return REPLY; }, onCall() {} }),
  };
  return { programs };
})`;

async function pingPong(drain) {
  const host = new VmHost({ code: PING_PONG, fileName: 'ping-pong.js' });
  const world = new World({ seed: 1, host, drain, limits: { virtualMs: Infinity } });
  for (const program of ['ping', 'pong']) {
    world.boot(world.addNode({ name: program, program, options: null }));
  }
  const start = process.cpuUsage();
  await world.run(async () => {
    while (world.budget.events < EVENTS) await world.sleep(100);
  });
  const seconds = cpuSecondsSince(start);
  host.close();
  return world.budget.events / seconds;
}

function floor() {
  const heap = new TimeHeap();
  const start = process.cpuUsage();
  for (let event = 0; event < EVENTS; event++) {
    heap.push(event, JSON.stringify(event % 2 === 0 ? REQUEST : REPLY));
    JSON.parse(heap.pop());
  }
  return EVENTS / cpuSecondsSince(start);
}

/** Of all threads: the collector's work counts too, what else runs on the machine does not. */
function cpuSecondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export async function run() {
  const drain = await new Promise((resolve) => setImmediate(() => resolve(synchronousDrain())));
  const rows = [];
  for (let round = 0; round < ROUNDS; round++) rows.push([await pingPong(drain), floor()]);
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const host = median(rows.map(([value]) => value));
  const ratio = median(rows.map(([value, bound]) => value / bound));
  console.log(`vm host: ${Math.round(host).toLocaleString('en-US')} events per second of CPU (median of ${ROUNDS})`);
  console.log(`vm host / floor: ${ratio.toFixed(2)} (median of pairs; the floor is JSON and heap alone)`);
}
