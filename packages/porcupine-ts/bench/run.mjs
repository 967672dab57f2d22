// npm run bench -w porcupine-ts [-- synthetic million shrink recorded go]
//
// PORCUPINE_HISTORIES=DIR   recorded histories: DIR/kv/*.txt, DIR/etcd/*.log
// PORCUPINE_SOURCE=DIR      Porcupine's Go sources, measured with `go` beside this package
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  casRegisterModel,
  checkOperations,
  jepsenEtcdParser,
  kvModel,
  parseHistory,
  porcupineKvParser,
  shrink,
} from '../dist/index.js';
import { growthExponent, measure, ms, table } from './measure.mjs';
import { kvHistory, withStaleGet } from './workload.mjs';

const FAST = { diagnose: false };
const PLAIN = { diagnose: false, engine: 'depth-first', maxSteps: 5_000_000 };

function synthetic() {
  const shapes = [
    ['5 clients, 5,000 operations', { clients: 5, operations: 5_000, keys: 10 }],
    ['20 clients, 20,000 operations', { clients: 20, operations: 20_000, keys: 10 }],
    ['50 clients, 20,000 operations', { clients: 50, operations: 20_000, keys: 10 }],
    ['50 clients, one key, 3,500 operations, few puts', { clients: 50, operations: 3_500, keys: 1, putShare: 0.005 }],
  ];
  const rows = [['legal key-value histories, ms', 'median', 'best', 'own depth-first', 'times']];
  for (const [name, shape] of shapes) {
    const history = kvHistory(shape);
    const { median, best } = measure(() => checkOperations(kvModel, history, FAST));
    const plainVerdict = checkOperations(kvModel, history, PLAIN);
    const plain = measure(() => checkOperations(kvModel, history, PLAIN), { warm: 0, runs: 1 }).median;
    const mark = plainVerdict.outcome === 'unknown' ? '>' : '';
    rows.push([name, ms(median), ms(best), mark + ms(plain), `${mark}${(plain / median).toFixed(0)}`]);
  }
  table('synthetic', rows);
}

function million() {
  const rows = [['100 keys, 50 clients', 'ms', 'ms of processor time', 'outcome']];
  const points = [];
  for (const operations of [31_250, 62_500, 125_000, 250_000, 500_000, 1_000_000]) {
    const history = kvHistory({ operations, clients: 50, keys: 100 });
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    const { outcome } = checkOperations(kvModel, history);
    const time = performance.now() - start;
    const { user, system } = process.cpuUsage(cpuBefore);
    points.push([operations, (user + system) / 1e3]);
    rows.push([`${operations.toLocaleString('en')} operations`, ms(time), ms((user + system) / 1e3), outcome]);
  }
  table('growth', rows);
  console.log(`  processor time ~ operations^${growthExponent(points).toFixed(2)}`);
  console.log(`  peak resident memory, histories included: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
}

function shrinking() {
  const rows = [['a stale get among', 'ms to the witness', 'operations left']];
  for (const operations of [500, 2_000, 10_000]) {
    const history = withStaleGet(kvHistory({ operations, clients: 20, keys: 5 }));
    const { median } = measure(() => shrink(kvModel, history), { warm: 1, runs: 5 });
    rows.push([`${operations.toLocaleString('en')} operations`, ms(median), shrink(kvModel, history).length]);
  }
  table('shrinking', rows);
}

function recorded() {
  const folder = process.env.PORCUPINE_HISTORIES;
  if (folder === undefined) return console.log('\nrecorded: SKIPPED, PORCUPINE_HISTORIES is not set');
  const rows = [['recorded histories, ms', 'operations', 'outcome', 'first check', 'median', 'best']];
  for (const [kind, parser, model] of [
    ['kv', porcupineKvParser, kvModel],
    ['etcd', jepsenEtcdParser, casRegisterModel(null)],
  ]) {
    const histories = readdirSync(join(folder, kind))
      .sort()
      .map((file) => [file, parseHistory(parser(), readFileSync(join(folder, kind, file), 'utf8'))]);
    for (const [file, history] of histories.filter(
      ([name]) => kind === 'kv' || /_(000|002|040|080|092)\./.test(name),
    )) {
      const start = performance.now();
      const { outcome } = checkOperations(model, history, FAST);
      const first = performance.now() - start;
      const { median, best } = measure(() => checkOperations(model, history, FAST), { warm: 40, runs: 101 });
      rows.push([file, history.length, outcome, ms(first), ms(median), ms(best)]);
    }
    if (kind === 'kv') continue;
    const { median, best } = measure(() => histories.map(([, history]) => checkOperations(model, history, FAST)), {
      warm: 20,
    });
    const size = histories.reduce((sum, [, history]) => sum + history.length, 0);
    rows.push([`all ${histories.length} etcd files`, size, '', '', ms(median), ms(best)]);
  }
  table('recorded', rows);
  console.log('  recorded elsewhere (Go 1.23, Porcupine 1.3.0, one core, in process, not this machine), ms:');
  console.log(
    '  c01-ok 0.103, c50-ok 151, etcd_000 0.19, etcd_002 162, etcd_040 7.7, etcd_080 5.9, etcd_092 0.10, all 103 etcd files 383',
  );
}

function go() {
  const folder = process.env.PORCUPINE_SOURCE;
  if (folder === undefined) return console.log('\ngo: SKIPPED, PORCUPINE_SOURCE is not set');
  const { stdout, error } = spawnSync(process.env.GO ?? 'go', ['test', '-run', '^$', '-bench', '.', '-count', '3'], {
    cwd: folder,
    encoding: 'utf8',
  });
  console.log(`\ngo, this machine\n${error === undefined ? stdout : `SKIPPED: ${error.message}`}`);
}

const parts = { synthetic, million, shrink: shrinking, recorded, go };
const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) run();
