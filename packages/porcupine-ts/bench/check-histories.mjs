// npm run check:histories -w porcupine-ts -- DIR
//
// Checks DIR/kv/*.txt (file names say -ok or -bad) and DIR/etcd/*.log with every engine, and prints the list that
// docs/recorded-histories.md shows. Exit code 1 when engines disagree with each other, with a file's name or with that
// document, or an order does not replay.
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

const folder = process.argv[2];
if (folder === undefined) {
  console.log('SKIPPED: no folder of recorded histories was given');
  process.exit(0);
}
if (!existsSync(folder)) {
  console.error(`there is no folder ${folder}; expected one with kv/*.txt and etcd/*.log`);
  process.exit(2);
}

const ENGINES = ['automatic', 'depth-first', 'just-in-time', 'direct'];
const MAX_STEPS = 5_000_000;
const published = readFileSync(new URL('../docs/recorded-histories.md', import.meta.url), 'utf8');
const problems = [];
const totals = new Map();

function checkFile(name, model, history) {
  const verdicts = ENGINES.map((engine) =>
    checkOperations(model, history, { engine, diagnose: false, maxSteps: MAX_STEPS }),
  );
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'unknown'));
  const expected = name.includes('-ok') ? 'ok' : name.includes('-bad') ? 'illegal' : undefined;
  if (outcomes.size !== 1 || (expected !== undefined && !outcomes.has(expected)))
    problems.push(`${name}: ${verdicts.map(({ outcome }, at) => `${ENGINES[at]} says ${outcome}`).join(', ')}`);
  for (const verdict of verdicts) {
    const order = linearizationOf(verdict, history);
    const problem = order && validateLinearization(model, history, order);
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  const outcome = [...outcomes].join(' and ');
  const steps = verdicts.map(({ outcome: said, stats }) => (said === 'unknown' ? '–' : stats.steps));
  const row = `| ${[name, history.length, outcome, ...steps].join(' | ')} |`;
  if (!published.replaceAll(/ +/g, ' ').includes(row))
    problems.push(`${name}: not in docs/recorded-histories.md like this`);
  totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  console.log(row);
}

console.log(`| file | operations | verdict | ${ENGINES.join(' | ')} |`);
console.log(`| --- | ${'---: | '.repeat(ENGINES.length + 2).trim()}`);
for (const [kind, parser, model] of [
  ['kv', porcupineKvParser, kvModel],
  ['etcd', jepsenEtcdParser, casRegisterModel(null)],
]) {
  if (!existsSync(join(folder, kind))) continue;
  for (const file of readdirSync(join(folder, kind)).sort())
    checkFile(file, model, parseHistory(parser(), readFileSync(join(folder, kind, file), 'utf8')));
}
console.log(`\n${[...totals].map(([outcome, count]) => `${outcome}: ${count}`).join(', ')}`);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
