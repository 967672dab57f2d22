import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { LabsError } from '../base/errors.ts';
import type { Cell } from '../grading/run/plan.ts';
import type { CellResult } from '../grading/run/run-cells.ts';
import type { LoadedSubmission } from '../grading/submission/load.ts';
import { BUNDLE_NAME } from '../grading/submission/source-map.ts';
import { VmHost } from '../harness/nodes/vm-host.ts';
import { synchronousDrain } from '../harness/simulation/drain.ts';
import { runTest } from '../labs/run-test.ts';

export interface InspectedRun {
  cells: readonly Cell[];
  submission: LoadedSubmission;
  /** `[host:]port`; true: the default. */
  address: string | true;
  onResult(result: CellResult): void;
}

/** Waits for a debugger and runs the cells in this process, where breakpoints in the student's files are hit. */
export async function runInspected({ cells, submission, address, onResult }: InspectedRun): Promise<CellResult[]> {
  const { host, port } = parseAddress(address);
  process.env.TZ = 'UTC';
  inspector.open(port, host, true);
  const drain = await new Promise<ReturnType<typeof synchronousDrain>>((resolve) => {
    setImmediate(() => resolve(synchronousDrain()));
  });
  const results: CellResult[] = [];
  for (const cell of cells) {
    const entry = cell.test.entry.name;
    const nodes = new VmHost({ code: debuggableCode(submission, entry), fileName: BUNDLE_NAME });
    const startMs = performance.now();
    const run = await runTest(cell.test, { seed: cell.seed, variation: cell.variation, host: nodes, drain });
    nodes.close();
    const result = { cell, run: submission.explainFailure(entry, { ...run, durationMs: performance.now() - startMs }) };
    results.push(result);
    onResult(result);
  }
  inspector.close();
  return results;
}

/** The bundle with its source map inside, where debuggers look for it. */
function debuggableCode(submission: LoadedSubmission, entry: string): string {
  const path = submission.bundleFiles[entry]?.codePath ?? '';
  const map = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as { sources: string[] };
  map.sources = map.sources.map((source) => `file://${source}`);
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

function parseAddress(address: string | true): { host: string; port: number } {
  const text = address === true ? '9229' : address;
  const colon = text.lastIndexOf(':');
  const port = Number(text.slice(colon + 1));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LabsError('bad-option', `--inspect ${text}: not an address`, {
      hint: 'PORT or HOST:PORT, such as 127.0.0.1:9229',
    });
  }
  return { host: colon < 0 ? '127.0.0.1' : text.slice(0, colon), port };
}
