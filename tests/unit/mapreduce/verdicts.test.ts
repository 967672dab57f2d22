import { expect, test } from 'vitest';
import { runLab } from './small-submission.ts';

/** What became of each test: `passed`, or the property that does not hold. */
async function verdicts(changes: Record<string, string>, ids?: readonly string[]): Promise<Record<string, string>> {
  const runs = await runLab(changes, ids);
  return Object.fromEntries(
    Object.entries(runs).map(([id, { status, failure }]) => [id, failure === null ? status : failure.property]),
  );
}

/** Makes room for the output before it is published. */
const REMOVES_FIRST = {
  "await publish(env, 'mr-out-'": "await env.files.remove('mr-out-' + task.id);\n  await publish(env, 'mr-out-'",
};

test('a correct, unhurried submission passes every test', async () => {
  for (const [id, run] of Object.entries(await runLab({}, undefined, 7))) {
    expect(run, id).toMatchObject({ status: 'passed', failure: null });
  }
});

test.each([
  [
    'output written in place',
    { "await publish(env, 'mr-out-' + task.id": `await env.files.write('mr-out-' + task.id` },
    { '1/crash-in-write': 'atomic output', '1/straggler': 'stable output' },
  ],
  [
    'output published key by key',
    {
      "lines.push(key + ' ' + (await env.reduce(key, all)));":
        "{ lines.push(key + ' ' + (await env.reduce(key, all))); await publish(env, 'mr-out-' + task.id, lines.join('\\n')); }",
    },
    { '1/wc': 'stable output' },
  ],
  [
    'output removed to make room for the same once more',
    REMOVES_FIRST,
    { '1/wc': 'passed', '1/straggler': 'stable output' },
  ],
  [
    'temporary files that look like output',
    { "'tmp-' + env.pid + '-' + name": `name + '-' + env.pid` },
    { '1/wc': 'passed', '1/crash-in-write': 'clean output' },
  ],
  [
    'one temporary file for all workers',
    { "'tmp-' + env.pid + '-' + name": `'tmp-' + name` },
    { '1/wc': 'passed', '1/straggler': 'no uncaught error' },
  ],
  [
    'reduces before all maps are done',
    {
      'if (!tasks.every((task) => task.isDone)) return;': 'if (idle.length > 0) return;',
      "await env.files.read('part-' + i)": `await env.files.read('part-' + i).catch(() => '[[],[],[],[],[],[],[],[],[],[]]')`,
    },
    { '1/job-count': 'reduce after maps', '1/crash': 'reduce after maps' },
  ],
  [
    'no second try',
    { 'idle.push(task)': '{}' },
    { '1/job-count': 'passed', '1/crash': 're-execution', '1/straggler': 're-execution' },
  ],
  ['impatience', { '10_000': '1_500' }, { '1/wc': 'passed', '1/job-count': 'tasks run once' }],
  [
    'completed tasks run again',
    { 'if (!task.isDone) idle': 'if (task.phase === phase) idle' },
    { '1/job-count': 'tasks run once', '1/slow-network': 'tasks run once', '1/lost-reply': 'tasks run once' },
  ],
  [
    'workers that leave when nothing is idle',
    { 'if (task === undefined) return {};': 'if (task === undefined) return { exit: true };' },
    { '1/wc': 'passed', '1/early-exit': 'exit when finished' },
  ],
  [
    'a coordinator that is done when nothing is idle',
    { "done: () => phase === 'done'": `done: () => phase !== 'map' && idle.length === 0` },
    { '1/early-exit': 'exit when finished' },
  ],
  [
    'a coordinator that never ends',
    { "done: () => phase === 'done'": 'done: () => false' },
    { '1/wc': 'job completion' },
  ],
  [
    'workers that never end',
    {
      'if (reply === undefined || reply.exit) return;':
        'if (!reply || reply.exit) { await new Promise((r) => setTimeout(r, 100)); continue; }',
    },
    { '1/wc': 'processes exit' },
  ],
  [
    'a partition that differs between workers',
    { 'ihash(key) %': '(ihash(key) + env.pid) %' },
    { '1/wc': 'one reduce task per key', '1/partition': 'one reduce task per key' },
  ],
  [
    'one reduce task for everything',
    { 'ihash(key) % nReduce': '0' },
    { '1/wc': 'passed', '1/partition': 'one reduce task per key' },
  ],
  [
    'a fixed number of reduce tasks',
    { 'ihash(key) % nReduce': 'ihash(key) % 10', 'length: nReduce }, () => []': 'length: 10 }, () => []' },
    { '1/wc': 'passed', '1/partition': 'sequential equivalence' },
  ],
  [
    'one task at a time',
    {
      'if (task === undefined) return {};':
        'if (task === undefined) return {};\n        if (tasks.some((t) => !t.isDone && !idle.includes(t) && t !== task)) { idle.unshift(task); return {}; }',
    },
    { '1/map-parallelism': 'parallel maps', '1/reduce-parallelism': 'parallel reduces' },
  ],
  [
    'values that get lost',
    { 'i < nMap': 'i < nMap - 1' },
    { '1/wc': 'sequential equivalence', '1/indexer': 'sequential equivalence' },
  ],
  [
    'an object that is used as a map',
    {
      'new Map()':
        '{ o: {}, has(k) { return k in this.o; }, set(k, v) { this.o[k] = v; }, get(k) { return this.o[k]; }, [Symbol.iterator]() { return Object.entries(this.o)[Symbol.iterator](); } }',
    },
    { '1/wc': 'no uncaught error' },
  ],
])('%s: found, and called by its name', async (_bug, changes, expected) => {
  expect(await verdicts(changes as Record<string, string>, Object.keys(expected))).toEqual(expected);
});

test('an output that was not computed by map and reduce does not count', async () => {
  const runs = await runLab({ '(await env.reduce(key, all))': 'all.length' }, ['1/wc']);
  expect(runs['1/wc']?.failure).toMatchObject({
    property: 'enough happened',
    expected: expect.stringMatching(/^at least \d+ keys given to reduce$/),
    actual: '0',
  });
});

test('an output that changes is told as what happened to the file', async () => {
  const { message, expected, actual } = (await runLab(REMOVES_FIRST, ['1/straggler']))['1/straggler']?.failure ?? {};
  expect([message, expected, actual].join('\n')).toMatchInlineSnapshot(`
    "the output file mr-out-0 changed after it had been published
    mr-out-0 stays as worker 0 published it at 22039 ms, with its 40 lines
    worker 3 removed mr-out-0"
  `);
});

test('a failure tells the whole story', async () => {
  const runs = await runLab({ 'idle.push(task)': '{}' }, ['1/straggler']);
  const { message, expected, actual, hint } = runs['1/straggler']?.failure ?? {};
  expect([message, expected, actual, hint].join('\n')).toMatchInlineSnapshot(`
    "a map task of a silent worker was not given to another
    within 20 s another worker begins with 'a-winter-in-the-observatory.txt'
    only worker 0 had it, since 1017 ms
    remember when a task was given out, and give it out again when ten seconds have passed without word of its completion"
  `);
});
