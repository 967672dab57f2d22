// Two nodes that call each other, with a timer per call: what the hosts are measured by.
import { World } from '../dist/harness/world.js';

export const TIMEOUT_MS = 100;

// What a Raft leader says to a follower, more or less.
const ENTRY = { term: 1, command: { op: 'put', key: 'key7', value: 'x'.repeat(90) } };
export const REQUEST = {
  term: 1,
  leaderId: 0,
  prevLogIndex: 12345,
  prevLogTerm: 1,
  leaderCommit: 12344,
  entries: [ENTRY],
};
export const REPLY = { term: 1, success: true, hint: 'x'.repeat(90) };

const PING_PONG = `(function () {
  const REQUEST = ${JSON.stringify(REQUEST)};
  const REPLY = ${JSON.stringify(REPLY)};
  function callWithTimeout(runtime) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timed out')), ${TIMEOUT_MS});
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

export const BUNDLE = { code: PING_PONG, fileName: 'ping-pong.js' };

/** Runs until there have been so many events. */
export async function pingPong(host, drain, events) {
  const world = new World({ seed: 1, host, drain, limits: { virtualMs: Infinity } });
  for (const program of ['ping', 'pong']) {
    world.boot(world.addNode({ name: program, program, options: null }));
  }
  await world.run(async () => {
    while (world.budget.events < events) await world.sleep(100);
  });
  return world.budget.events;
}
