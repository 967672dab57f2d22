// Events per second of the process host, in the jail that this machine has: the ping-pong of the vm host, each event one
// exchange with the child. CPU time of parent and child together. And how long a child takes to start, beside Node alone.
import { spawnSync } from 'node:child_process';
import { cpuTimeMs } from '../dist/grading/run/cpu-time.js';
import { findJail } from '../dist/harness/nodes/jail/find-jail.js';
import { ChildPool } from '../dist/harness/nodes/process/child-pool.js';
import { ProcessHost } from '../dist/harness/nodes/process/process-host.js';
import { REQUEST as ASK } from '../dist/harness/nodes/process/request.js';
import { synchronousDrain } from '../dist/harness/simulation/drain.js';
import { BUNDLE, pingPong } from './ping-pong.mjs';

const EVENTS = 200_000;
const ROUNDS = 3;
const STARTS = 10;

const watch = { begin() {}, end() {}, hasEnded: () => false, stepCpuMs: 5_000 };
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const cpuSeconds = () => cpuTimeMs(process.pid) / 1_000;

async function rates(pool, drain) {
  const host = new ProcessHost({ bundle: BUNDLE, pool, isStrict: false });
  const [startCpu, startMs] = [cpuSeconds(), performance.now()];
  const events = await pingPong(host, drain, EVENTS);
  const [seconds, wallSeconds] = [cpuSeconds() - startCpu, (performance.now() - startMs) / 1_000];
  host.close();
  return { cpu: events / seconds, wall: events / wallSeconds };
}

function startMs(pool) {
  const start = performance.now();
  const child = pool.take();
  child.request.uint32(ASK.load).text(BUNDLE.code).text(BUNDLE.fileName);
  child.exchange();
  const ms = performance.now() - start;
  child.close();
  return ms;
}

function nodeStartMs() {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

export async function run() {
  const drain = await new Promise((resolve) => setImmediate(() => resolve(synchronousDrain())));
  const { jail, missing } = findJail();
  const pool = new ChildPool({ jail, limits: { memoryMb: 512, cpuS: 300 }, watch, spares: 0, isReusing: false });
  const parts = missing.length === 0 ? 'complete jail' : `jail without ${missing.map(({ part }) => part).join(', ')}`;
  const rows = [];
  for (let round = 0; round < ROUNDS; round++) rows.push(await rates(pool, drain));
  const rate = (key) => Math.round(median(rows.map((row) => row[key]))).toLocaleString('en-US');
  console.log(`process host: ${rate('cpu')} events per second of CPU, ${rate('wall')} of real time (${parts})`);
  const starts = Array.from({ length: STARTS }, () => [startMs(pool), nodeStartMs()]);
  const child = median(starts.map(([ms]) => ms));
  console.log(
    `start of a child: ${child.toFixed(0)} ms, ${median(starts.map(([a, b]) => a / b)).toFixed(2)} times Node alone`,
  );
  pool.close();
}
