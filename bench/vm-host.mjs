// Events per second of the vm host: an RPC ping-pong with a timer per call, beside two floors in the same run, without
// nodes, network and trace. The floor of the messages passes what an RPC carries through JSON, the event queue and a
// timer, once per event. The floor of the protocol passes whole events and whole lists of effects through JSON, as a
// host does that writes no text of its own.

import { EVENT } from '../dist/harness/nodes/protocol.js';
import { VmHost } from '../dist/harness/nodes/vm-host.js';
import { synchronousDrain } from '../dist/harness/simulation/drain.js';
import { Scheduler } from '../dist/harness/simulation/scheduler.js';
import { BUNDLE, pingPong, REPLY, REQUEST, TIMEOUT_MS } from './ping-pong.mjs';

const EVENTS = 400_000;
const ROUNDS = 5;

async function rate(drain) {
  const host = new VmHost(BUNDLE);
  const start = process.cpuUsage();
  const events = await pingPong(host, drain, EVENTS);
  const seconds = cpuSecondsSince(start);
  host.close();
  return events / seconds;
}

const roundTrip = (value) => JSON.parse(JSON.stringify(value));

/** @param carry takes a message across the boundary: from one node to the harness, and from there to the other. */
function floor(carry) {
  const scheduler = new Scheduler(1);
  const node = { incarnation: 0, isAlive: true };
  const start = process.cpuUsage();
  for (let event = 0; event < EVENTS; event += 2) {
    const timer = scheduler.scheduleEvent(TIMEOUT_MS, EVENT.timer, node, event, 0, '', '');
    const latencyMs = 1 + (event % 7) / 7;
    scheduler.scheduleEvent(latencyMs, EVENT.rpc, node, event, 0, 'AppendEntries', carry.request(event));
    carry.receive(scheduler.next().d);
    scheduler.scheduleEvent(latencyMs, EVENT.reply, node, event, 1, '', carry.reply(event));
    carry.receive(scheduler.next().d);
    timer.isCancelled = true;
  }
  return EVENTS / cpuSecondsSince(start);
}

const messages = {
  request: () => JSON.stringify(REQUEST),
  reply: () => JSON.stringify(REPLY),
  receive: (text) => JSON.parse(text),
};

const protocol = {
  request(id) {
    const send = { kind: 'send', id, to: 1, method: 'AppendEntries', args: REQUEST };
    const effects = roundTrip([{ kind: 'clearTimer', id }, send, { kind: 'setTimer', id, delayMs: TIMEOUT_MS }]);
    return JSON.stringify({ kind: 'rpc', id, from: 0, method: 'AppendEntries', args: effects[1].args });
  },
  reply(id) {
    const [effect] = roundTrip([{ kind: 'reply', id, value: REPLY }]);
    return JSON.stringify({ kind: 'reply', id, ok: true, value: effect.value });
  },
  receive: (text) => JSON.parse(text),
};

/** Of all threads: the collector's work counts too, what else runs on the machine does not. */
function cpuSecondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export async function run() {
  const drain = await new Promise((resolve) => setImmediate(() => resolve(synchronousDrain())));
  const rows = [];
  for (let round = 0; round < ROUNDS; round++) rows.push([await rate(drain), floor(messages), floor(protocol)]);
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const host = Math.round(median(rows.map(([rate]) => rate)));
  const share = (column) => median(rows.map((row) => row[0] / row[column])).toFixed(2);
  console.log(`vm host: ${host.toLocaleString('en-US')} events per second of CPU (median of ${ROUNDS})`);
  console.log(`vm host / floor of the messages: ${share(1)} (median of rounds)`);
  console.log(`vm host / floor of the protocol: ${share(2)} (median of rounds)`);
}
