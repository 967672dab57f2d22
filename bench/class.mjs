// A class of 50 (correct, with planted bugs, broken, hostile) on parts 2A to 2D at one seed, on two workers: is every
// verdict right, and how long does it take?
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const LABS = fileURLToPath(new URL('../bin/labs.js', import.meta.url));
const REFERENCE = fileURLToPath(new URL('../reference/labs', import.meta.url));
const SIZE = 50;
const PARTS = ['2A', '2B', '2C', '2D'];

/** `tests/class.ts`, which tests use as well. */
async function loadClass() {
  const entryPoints = [fileURLToPath(new URL('../tests/class.ts', import.meta.url))];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

export async function run() {
  const { brokenMembers, correctMembers, hostileMembers, misjudged, mutantMembers, writeClass } = await loadClass();
  const others = [...mutantMembers(REFERENCE, PARTS), ...brokenMembers(), ...hostileMembers()];
  const members = [...others, ...correctMembers(REFERENCE, SIZE - others.length)];
  const folder = mkdtempSync(join(tmpdir(), 'labs-bench-'));
  writeClass(members, join(folder, 'submissions'));
  const out = join(folder, 'run');
  const args = ['grade', join(folder, 'submissions'), '--parts', PARTS.join(','), '--out', out, '--jobs', '2'];
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [LABS, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const seconds = (performance.now() - start) / 1_000;
  const { submissions } = JSON.parse(readFileSync(join(out, 'grades.json'), 'utf8'));
  let wrong = 0;
  for (const member of members) {
    const grade = submissions.find(({ id }) => id === member.id);
    const runs = grade.report.parts.flatMap(({ tests }) => tests);
    const problem = misjudged(member, { ...grade, runs });
    if (problem !== undefined) wrong++;
    const verdict = `${String(grade.score).padStart(5)} of ${grade.points}`;
    console.log(`${problem === undefined ? 'ok   ' : 'WRONG'} ${member.id.padEnd(40)} ${verdict}  ${problem ?? ''}`);
  }
  const runSeconds = readFileSync(join(out, 'journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + (JSON.parse(line).record.durationMs ?? 0) / 1_000, 0);
  const sums = `${seconds.toFixed(0)} s, of which ${(runSeconds / 2).toFixed(0)} s in tests`;
  console.log(`${members.length} submissions, ${wrong} misjudged, exit ${status}: ${sums}`);
  rmSync(folder, { recursive: true });
}
