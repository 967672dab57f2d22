import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../../src/base/package-path.ts';
import { loadConfig } from '../../../src/grading/config/load-config.ts';
import type { MapReduceRequest } from '../../../src/grading/run-mapreduce/request.ts';
import { type MapReduceReport, runMapReduce } from '../../../src/grading/run-mapreduce/run-mapreduce.ts';
import { type LoadedSubmission, loadSubmission } from '../../../src/grading/submission/load.ts';
import { MAPREDUCE_ENTRY } from '../../../src/labs/mapreduce/entry.ts';
import { inputTexts } from '../../../src/labs/mapreduce/texts.ts';

/** A folder with the eight texts, and room for output. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'labs-run-'));
  readonly files: readonly string[];

  constructor() {
    this.files = inputTexts().map(({ name, content }) => this.write(name, content));
  }

  get outputFolder(): string {
    return join(this.folder, 'output');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** What is in the folder beside the texts. */
  extraNames(): string[] {
    const texts = inputTexts().map(({ name }) => name);
    return readdirSync(this.folder).filter((name) => !texts.includes(name));
  }

  /** The sorted lines of all files in the output folder. */
  outputLines(): string[] {
    return readdirSync(this.outputFolder)
      .flatMap((name) => readFileSync(join(this.outputFolder, name), 'utf8').split('\n'))
      .filter((line) => line !== '')
      .sort();
  }

  /** Runs a job over the texts: by default `wc` of the reference with two workers. */
  async run(changes: Partial<MapReduceRequest> = {}): Promise<MapReduceReport> {
    return runMapReduce({
      submission: changes.submission ?? (await load(packagePath('reference', 'labs'))),
      app: 'wc',
      workers: 2,
      reduces: 10,
      files: this.files,
      outputFolder: this.outputFolder,
      ...changes,
    });
  }
}

function load(folder: string): Promise<LoadedSubmission> {
  return loadSubmission(folder, loadConfig(folder), [MAPREDUCE_ENTRY]);
}

const COORDINATOR = `{ rpc: { Next: () => null }, done: () => false }`;

/** A submission that consists of the given coordinator object and worker body. */
export function submission({ coordinator = COORDINATOR, worker = '' }): Promise<LoadedSubmission> {
  const folder = mkdtempSync(join(tmpdir(), 'labs-run-'));
  writeFileSync(
    join(folder, 'mapreduce.ts'),
    `export function makeCoordinator(env) {
  return ${coordinator};
}
export async function runWorker(env) {
  ${worker}
}
`,
  );
  return load(folder);
}
