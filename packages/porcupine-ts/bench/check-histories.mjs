// npm run check:histories -w porcupine-ts -- DIR      (or PORCUPINE_HISTORIES=DIR)
//
// Checks DIR/kv/*.txt (file names say -ok or -bad) and DIR/etcd/*.log with every engine, and prints the list.
// Exit code 1 when engines disagree, a name is contradicted or an order does not replay.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  casRegisterModel,
  checkOperations,
  jepsenEtcdParser,
  kvModel,
  linearizationOf,
  parseHistory,
  porcupineKvParser,
  validateLinearization,
} from '../dist/index.js';

const folder = process.argv[2] ?? process.env.PORCUPINE_HISTORIES;
if (folder === undefined || !existsSync(folder)) {
  console.log('SKIPPED: no folder of recorded histories (argument or PORCUPINE_HISTORIES)');
  process.exit(0);
}

const engines = ['automatic', 'depth-first', 'just-in-time', 'direct'];
const problems = [];
const totals = {};

function checkFile(model, parser, path, expected) {
  const history = parseHistory(parser(), readFileSync(path, 'utf8'));
  const verdicts = engines.map((engine) =>
    checkOperations(model, history, { engine, diagnose: false, maxSteps: 5_000_000 }),
  );
  const known = new Set(verdicts.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'unknown'));
  if (known.size !== 1 || (expected !== undefined && !known.has(expected))) problems.push(path);
  for (const verdict of verdicts) {
    const order = linearizationOf(verdict, history);
    const problem = order && validateLinearization(model, history, order);
    if (problem !== undefined) problems.push(`${path}: ${problem}`);
  }
  return { count: history.length, outcome: [...known].join(' and ') };
}

for (const [kind, parser, model] of [
  ['kv', porcupineKvParser, kvModel],
  ['etcd', jepsenEtcdParser, casRegisterModel(null)],
]) {
  if (!existsSync(join(folder, kind))) continue;
  for (const file of readdirSync(join(folder, kind)).sort()) {
    const expected = file.includes('-ok') ? 'ok' : file.includes('-bad') ? 'illegal' : undefined;
    const { count, outcome } = checkFile(model, parser, join(folder, kind, file), expected);
    totals[`${kind} ${outcome}`] = (totals[`${kind} ${outcome}`] ?? 0) + 1;
    console.log(`${file.padEnd(16)} ${String(count).padStart(6)} operations  ${outcome}`);
  }
}
console.log(
  Object.entries(totals)
    .map(([name, count]) => `${name}: ${count}`)
    .join(', '),
);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
