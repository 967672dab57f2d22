import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sequentialRun } from '../../../src/labs/mapreduce/sequential-run.ts';
import { inputTexts } from '../../../src/labs/mapreduce/texts.ts';
import { APPLICATIONS } from '../../../src/sdk/programs/applications/registry.ts';
import { submission, Workplace } from './workplace.ts';

test.concurrent.each(['wc', 'indexer'] as const)(
  '%s on real processes writes what a sequential run writes',
  async (app) => {
    const place = new Workplace();
    const report = await place.run({ app, workers: 4, reduces: 7 });
    const expected = sequentialRun(APPLICATIONS[app], inputTexts());
    expect(report).toMatchObject({ failure: null, maps: 8, reduces: expected.length, lostWorkers: 0 });
    expect(report.outputFiles).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => join(place.outputFolder, `mr-out-${n}`)));
    expect(place.outputLines()).toEqual(expected);
    expect(place.extraNames()).toEqual(['output']);
  },
);

test.concurrent('the task of a worker that is killed is run again by another', async () => {
  const place = new Workplace();
  const killed: string[] = [];
  const report = await place.run({
    app: 'mtiming',
    onEvent(event) {
      if (event.type !== 'map-begin' || killed.length > 0) return;
      killed.push(event.name);
      setTimeout(() => process.kill(event.pid, 'SIGKILL'), 300);
    },
  });
  expect(report).toMatchObject({ failure: null, maps: 9, reduces: 8, lostWorkers: 1 });
  expect(place.outputLines()).toEqual(sequentialRun(APPLICATIONS.mtiming, inputTexts()));
}, 60_000);

test.concurrent('the output of an earlier job is replaced, other files are left alone', async () => {
  const place = new Workplace();
  mkdirSync(place.outputFolder);
  for (const name of ['mr-out-0', 'mr-out-9', 'notes']) writeFileSync(join(place.outputFolder, name), 'old');
  await place.run({ reduces: 2 });
  expect(readdirSync(place.outputFolder)).toEqual(['mr-out-0', 'mr-out-1', 'notes']);
});

test.concurrent('an error in the code ends the job and says where it was', async () => {
  const place = new Workplace();
  const broken = await submission({ worker: 'const task = undefined; await env.files.read(task.file);' });
  const { failure, outputFiles } = await place.run({ submission: broken });
  expect(failure?.message).toMatch(/^worker \d crashed: TypeError: Cannot read properties of undefined/);
  expect(failure?.frames[0]).toMatch(/mapreduce\.ts:5:/);
  expect(outputFiles).toEqual([]);
  expect(place.extraNames()).toEqual([]);
});

test.concurrent.each([
  ['workers that leave at once', {}, 'all workers have exited, but the coordinator goes on'],
  ['a job without end', { worker: 'await new Promise(() => {});' }, 'the job was not finished after 3 s'],
  [
    'a coordinator that is done before anything is',
    { coordinator: '{ rpc: {}, done: () => true }' },
    /^the output differs from that of a sequential run: \d+ lines missing, 0 too many; 'A \d+' is missing$/,
  ],
  [
    'a read of a file that does not exist',
    { worker: `await env.files.read('mr-0-0');` },
    `worker 0 crashed: Error: there is no file 'mr-0-0' to read`,
  ],
  [
    'a name that leads out of the folder',
    { worker: `await env.files.write('../escaped', 'x');` },
    `worker 0 crashed: TypeError: "../escaped" is no plain file name: one directory, no folders`,
  ],
  [
    'a temporary file that looks like output',
    { coordinator: '{ rpc: {}, done: () => true }', worker: `await env.files.write('mr-out-0.tmp', 'x 1');` },
    'mr-out-0.tmp looks like output, and is none',
  ],
])('%s: the job fails and leaves nothing behind', async (_what, parts, message) => {
  const place = new Workplace();
  const { failure } = await place.run({
    submission: await submission(parts),
    workers: 1,
    timeoutMs: message === 'the job was not finished after 3 s' ? 3_000 : 20_000,
  });
  expect(failure?.message).toMatch(message);
  expect(place.extraNames()).toEqual([]);
});

test.concurrent('a job that is interrupted leaves nothing behind', async () => {
  const place = new Workplace();
  const interruption = new AbortController();
  const { failure } = await place.run({
    app: 'rtiming',
    signal: interruption.signal,
    onEvent: ({ type }) => type === 'reduce-begin' && interruption.abort(),
  });
  expect(failure?.message).toBe('the job was interrupted');
  expect(place.extraNames()).toEqual([]);
});
