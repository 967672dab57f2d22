// npm run bench -w porcupine-ts [-- compare cold million shrink] [--histories DIR] [--porcupine DIR]
//
// --histories   recorded histories: DIR/kv/*.txt, DIR/etcd/*.log
// --porcupine   Porcupine's Go sources, measured beside this package where `go` is installed
//
// All times are processor time, so that a busy machine disturbs them little; compare figures of one run only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  casRegisterModel,
  checkOperations,
  jepsenEtcdParser,
  kvModel,
  parseHistory,
  porcupineKvParser,
  shrink,
} from '../dist/index.js';
import { measureGo } from './compare-go.mjs';
import { growthExponent, measure, ms, processorTime, table } from './measure.mjs';
import { kvHistory, recorded, withStaleGet } from './workload.mjs';

const FAST = { diagnose: false };
const PLAIN = { diagnose: false, engine: 'depth-first', maxSteps: 5_000_000 };

/** Porcupine 1.3.0 with Go 1.23 on one core of another, quiet machine: milliseconds of processor time. */
const ELSEWHERE = {
  '5 clients, 5,000 operations': 7.8,
  '20 clients, 20,000 operations': 52,
  '50 clients, 20,000 operations': 2_197,
  '50 clients, one key, 3,500 operations': 60_000,
  'c01-ok.txt': 0.103,
  'c50-bad.txt': 25,
  'c50-ok.txt': 151,
  'etcd_000.log': 0.19,
  'etcd_002.log': 162,
  'etcd_040.log': 7.7,
  'etcd_080.log': 5.9,
  'etcd_092.log': 0.1,
};

const { values: options, positionals: chosen } = parseArgs({
  options: { histories: { type: 'string' }, porcupine: { type: 'string' } },
  allowPositionals: true,
});
for (const [name, folder] of Object.entries(options))
  if (!existsSync(folder)) throw new Error(`--${name}: there is no folder ${folder}`);

function syntheticCases() {
  const shapes = {
    '5 clients, 5,000 operations': { clients: 5, operations: 5_000, keys: 10 },
    '20 clients, 20,000 operations': { clients: 20, operations: 20_000, keys: 10 },
    '50 clients, 20,000 operations': { clients: 50, operations: 20_000, keys: 10 },
    '50 clients, one key, 3,500 operations': { clients: 50, operations: 3_500, keys: 1, putShare: 0.005 },
  };
  return Object.entries(shapes).map(([name, shape]) => ({ name, model: kvModel, operations: kvHistory(shape) }));
}

function recordedCases() {
  if (options.histories === undefined) {
    console.log('recorded histories: SKIPPED, no --histories');
    return [];
  }
  const kinds = [
    ['kv', porcupineKvParser, kvModel],
    ['etcd', jepsenEtcdParser, casRegisterModel(null)],
  ];
  return kinds.flatMap(([kind, parser, model]) =>
    readdirSync(join(options.histories, kind)).map((name) => {
      const operations = parseHistory(parser(), readFileSync(join(options.histories, kind, name), 'utf8'));
      return { name, model, operations };
    }),
  );
}

/** The other side of the comparison, and what to call it. */
function porcupineFigures(cases) {
  if (options.porcupine !== undefined) return ['Porcupine here', measureGo(options.porcupine, cases)];
  console.log('Porcupine: SKIPPED, no --porcupine; the figures beside are of another machine');
  return ['elsewhere', new Map(Object.entries(ELSEWHERE).map(([name, median]) => [name, { median }]))];
}

function compare() {
  const cases = [...syntheticCases(), ...recordedCases()];
  const [title, figures] = porcupineFigures(cases);
  const rows = [['', 'operations', 'verdict', 'ms', 'recorded', 'depth-first', title, 'times', 'recorded']];
  const total = { operations: 0, ms: 0, go: 0, files: 0 };
  for (const { name, model, operations } of cases) {
    const { outcome } = checkOperations(model, operations, FAST);
    const { median } = measure(() => checkOperations(model, operations, FAST));
    const handed = recorded(model, operations);
    const withRecorder = model === kvModel ? measure(() => checkOperations(model, handed, FAST)).median : undefined;
    const go = figures.get(name);
    if (go?.outcome !== undefined && !sameOutcome(go.outcome, outcome))
      console.log(`${name}: Porcupine says ${go.outcome}`);
    if (/^etcd/.test(name)) {
      total.operations += operations.length;
      total.ms += median;
      total.go += go?.median ?? Number.NaN;
      total.files++;
    }
    if (go === undefined || (/^etcd/.test(name) && ELSEWHERE[name] === undefined)) continue;
    const own = measure(() => checkOperations(model, operations, PLAIN), { warm: 0, warmMs: 0, runs: 1 }).median;
    const ownMark = checkOperations(model, operations, PLAIN).outcome === 'unknown' ? '>' : '';
    const goMark = go.median >= 60_000 ? '>' : '';
    const times = (mine) => (mine === undefined ? '–' : goMark + (go.median / mine).toFixed(1));
    const here = [ms(median), ms(withRecorder), ownMark + ms(own)];
    rows.push([name, operations.length, outcome, ...here, goMark + ms(go.median), times(median), times(withRecorder)]);
  }
  table(
    'milliseconds, warm: a list of operations; the list of a recorder that knew the model; own depth-first search',
    rows,
  );
  if (total.files > 0)
    console.log(
      `  all ${total.files} etcd logs, ${total.operations} operations: ${ms(total.ms)} ms` +
        (Number.isNaN(total.go) ? '' : `, Porcupine ${ms(total.go)} ms`),
    );
}

function sameOutcome(go, here) {
  return go === 'Unknown' || go.toLowerCase() === here;
}

function cold() {
  const folder = mkdtempSync(join(tmpdir(), 'porcupine-cold-'));
  const rows = [['the first check of a process', 'median', 'best']];
  const file = join(folder, 'history.json');
  for (const { name, model, operations } of [...syntheticCases(), ...recordedCases()]) {
    if (ELSEWHERE[name] === undefined) continue;
    writeFileSync(file, JSON.stringify({ model: model.name, operations }));
    const times = Array.from({ length: 7 }, () => {
      const script = fileURLToPath(new URL('cold.mjs', import.meta.url));
      return Number(spawnSync(process.execPath, [script, file], { encoding: 'utf8' }).stdout);
    }).sort((a, b) => a - b);
    rows.push([name, ms(times[3]), ms(times[0])]);
  }
  rmSync(folder, { recursive: true });
  table('cold, ms', rows);
}

function million() {
  const rows = [['100 keys, 50 clients', 'ms', 'outcome']];
  const points = [];
  const first = kvHistory({ operations: 31_250, clients: 50, keys: 100 });
  for (let i = 0; i < 5; i++) checkOperations(kvModel, first);
  for (const operations of [31_250, 62_500, 125_000, 250_000, 500_000, 1_000_000]) {
    const history = kvHistory({ operations, clients: 50, keys: 100 });
    const start = processorTime();
    const { outcome } = checkOperations(kvModel, history);
    const time = processorTime() - start;
    points.push([operations, time]);
    rows.push([`${operations.toLocaleString('en')} operations`, ms(time), outcome]);
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

const parts = { compare, cold, million, shrink: shrinking };
for (const name of chosen)
  if (!(name in parts)) throw new Error(`no part ${name}; expected ${Object.keys(parts).join(', ')}`);
for (const [name, run] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) run();
