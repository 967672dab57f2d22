import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSubmission } from '../../../src/grading/submission/bundle.ts';
import { VmHost } from '../../../src/harness/nodes/vm-host.ts';
import { MAPREDUCE_ENTRY } from '../../../src/labs/mapreduce/entry.ts';
import { MAPREDUCE_TESTS } from '../../../src/labs/mapreduce/tests.ts';
import { runTest, type TestRun } from '../../../src/labs/run-test.ts';
import { availableDrain } from '../harness/small-world.ts';

/**
 * A correct submission, of another shape than the reference: a worker reports a task when it asks for the next, leaves
 * when a call fails, and is in no hurry; a map leaves one file for all reduces; the coordinator has a timer per task.
 */
const SUBMISSION = `
import { ihash } from 'labs/mapreduce';

export function makeCoordinator({ files, nReduce }) {
  let phase = 'map';
  let tasks = files.map((file, id) => ({ phase, id, file, isDone: false }));
  let idle = [...tasks];

  function complete({ phase: reported, id }) {
    if (reported !== phase) return;
    tasks[id].isDone = true;
    if (!tasks.every((task) => task.isDone)) return;
    phase = phase === 'map' ? 'reduce' : 'done';
    tasks = phase === 'done' ? [] : Array.from({ length: nReduce }, (_, id) => ({ phase, id, isDone: false }));
    idle = [...tasks];
  }

  return {
    rpc: {
      Next({ finished }) {
        if (finished) complete(finished);
        if (phase === 'done') return { exit: true };
        const task = idle.shift();
        if (task === undefined) return {};
        setTimeout(() => {
          if (!task.isDone) idle.push(task);
        }, 10_000);
        return { task, nReduce, nMap: files.length };
      },
    },
    done: () => phase === 'done',
  };
}

export async function runWorker(env) {
  let finished;
  for (;;) {
    const reply = await env.coordinator.call('Next', { finished });
    if (reply === undefined || reply.exit) return;
    finished = undefined;
    if (reply.task === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      continue;
    }
    await (reply.task.phase === 'map' ? map : reduce)(env, reply);
    finished = reply.task;
  }
}

async function map(env, { task, nReduce }) {
  const parts = Array.from({ length: nReduce }, () => []);
  for (const { key, value } of await env.map(task.file, await env.files.read(task.file))) {
    parts[ihash(key) % nReduce].push([key, value]);
  }
  await publish(env, 'part-' + task.id, JSON.stringify(parts));
}

async function reduce(env, { task, nMap }) {
  const values = new Map();
  for (let i = 0; i < nMap; i++) {
    for (const [key, value] of JSON.parse(await env.files.read('part-' + i))[task.id]) {
      if (!values.has(key)) values.set(key, []);
      values.get(key).push(value);
    }
  }
  const lines = [];
  for (const [key, all] of values) lines.push(key + ' ' + (await env.reduce(key, all)));
  await publish(env, 'mr-out-' + task.id, lines.join('\\n'));
}

async function publish(env, name, content) {
  const temporary = 'tmp-' + env.pid + '-' + name;
  await env.files.write(temporary, content);
  await env.files.rename(temporary, name);
}
`;

/** The submission with changes: text → what stands there instead. */
async function bundleOf(changes: Readonly<Record<string, string>>): Promise<string> {
  let source = SUBMISSION;
  for (const [text, instead] of Object.entries(changes)) {
    if (!source.includes(text)) throw new Error(`the submission has no '${text}'`);
    source = source.replace(text, () => instead);
  }
  const root = mkdtempSync(join(tmpdir(), 'labs-mapreduce-'));
  const entryPath = join(root, 'mapreduce.js');
  writeFileSync(entryPath, source);
  return (await bundleSubmission({ entry: MAPREDUCE_ENTRY, entryPath, root, replacements: {} })).code;
}

/** Runs tests of Lab 1 on the changed submission, all of them by default. */
export async function runLab(
  changes: Readonly<Record<string, string>>,
  ids: readonly string[] = MAPREDUCE_TESTS.map(({ id }) => id),
  seed = 1,
): Promise<Record<string, TestRun>> {
  const bundle = { code: await bundleOf(changes), fileName: 'labs-bundle.js' };
  const drain = await availableDrain();
  const runs: Record<string, TestRun> = {};
  for (const test of MAPREDUCE_TESTS.filter(({ id }) => ids.includes(id))) {
    const host = new VmHost(bundle);
    runs[test.id] = await runTest(test, { seed, host, drain });
    host.close();
  }
  return runs;
}
