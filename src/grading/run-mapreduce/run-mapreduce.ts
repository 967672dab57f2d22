import { MAPREDUCE_ENTRY } from '../../labs/mapreduce/entry.ts';
import { cleanOutput, sequentialEquivalence } from '../../labs/mapreduce/properties.ts';
import { sequentialRun } from '../../labs/mapreduce/sequential-run.ts';
import { APPLICATIONS } from '../../sdk/programs/applications/registry.ts';
import type { BundleFiles } from '../run/messages.ts';
import { Job } from './job.ts';
import type { JobEvent } from './job-event.ts';
import { JobFailed } from './job-failed.ts';
import { checkRequest, type MapReduceRequest } from './request.ts';
import { WorkFolder } from './work-folder.ts';

export interface MapReduceFailure {
  message: string;
  hint: string;
  /** Where in the submission an error came from, innermost first. */
  frames: readonly string[];
}

/** What became of a job. */
export interface MapReduceReport {
  /** null: it was finished, and its output is what a sequential run writes. */
  failure: MapReduceFailure | null;
  /** Paths of the output files, in the order of their numbers; empty when there is none to speak of. */
  outputFiles: readonly string[];
  lines: number;
  /** Calls of the application's functions, repeated ones included. */
  maps: number;
  reduces: number;
  lostWorkers: number;
  durationMs: number;
}

const TIMEOUT_MS = 600_000;

/**
 * Runs a submission's MapReduce on real processes and real files, and compares the output with a sequential run.
 *
 * The output appears in its place when the job is finished and the output is right, and replaces that of an earlier
 * job. A job that fails leaves nothing behind.
 *
 * @throws LabsError when the request makes no job.
 */
export async function runMapReduce(request: MapReduceRequest): Promise<MapReduceReport> {
  const application = checkRequest(request);
  const folder = new WorkFolder(request.outputFolder, request.files);
  const counts = { maps: 0, reduces: 0 };
  const job = new Job({
    codePath: (request.submission.bundleFiles[MAPREDUCE_ENTRY.name] as BundleFiles).codePath,
    folder: folder.path,
    application,
    inputNames: folder.inputNames,
    workers: request.workers,
    reduces: request.reduces,
    timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
    isVerbose: request.isVerbose ?? false,
    signal: request.signal,
    onEvent(event) {
      count(event, counts);
      request.onEvent?.(event);
    },
  });
  const startMs = performance.now();
  try {
    const stopped = await failureOf(job, request);
    const durationMs = performance.now() - startMs;
    const expected = stopped === null ? sequentialRun(APPLICATIONS[application], folder.inputs()) : [];
    const failure = stopped ?? compare(folder, expected);
    const outputFiles = failure === null ? folder.publish() : [];
    return { failure, outputFiles, lines: expected.length, ...counts, lostWorkers: job.lostWorkers, durationMs };
  } finally {
    folder.remove();
  }
}

async function failureOf(job: Job, { submission }: MapReduceRequest): Promise<MapReduceFailure | null> {
  try {
    await job.run();
    return null;
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error;
    const { message, hint, nodeStack } = error;
    const frames = nodeStack === '' ? [] : submission.sourceMap(MAPREDUCE_ENTRY.name).mapStack(nodeStack).frames;
    return { message, hint, frames };
  }
}

function count(event: JobEvent, counts: { maps: number; reduces: number }): void {
  if (event.type === 'map-begin') counts.maps++;
  if (event.type === 'reduce-begin') counts.reduces++;
}

/** What is wrong with the output, if anything. */
function compare(folder: WorkFolder, expected: readonly string[]): MapReduceFailure | null {
  const [stray] = folder.strayOutput();
  if (stray !== undefined) {
    return { message: `${stray} looks like output, and is none`, hint: cleanOutput.hint, frames: [] };
  }
  const lines = folder.outputLines();
  if (lines.length === expected.length && lines.every((line, i) => line === expected[i])) return null;
  const found = new Set(lines);
  const wanted = new Set(expected);
  const missing = expected.filter((line) => !found.has(line));
  const extra = lines.filter((line) => !wanted.has(line));
  const example = missing[0] !== undefined ? `'${missing[0]}' is missing` : `'${extra[0] ?? lines[0]}' is too much`;
  return {
    message: `the output differs from that of a sequential run: ${missing.length} lines missing, ${lines.length - expected.length + missing.length} too many; ${example}`,
    hint: sequentialEquivalence.hint,
    frames: [],
  };
}
