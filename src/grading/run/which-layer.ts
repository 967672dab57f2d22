import { packagePath } from '../../base/package-path.ts';
import type { LabEntry } from '../../labs/lab-entry.ts';
import { RAFT_ENTRY } from '../../labs/raft/entry.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { loadSubmission } from '../submission/load.ts';
import { locateEntry } from '../submission/locate.ts';
import type { ProcessIsolation } from './messages.ts';
import type { Cell } from './plan.ts';
import { type CellResult, runCells } from './run-cells.ts';

/** With how many seeds each layer is tried: that one run passes with other code may be chance. */
const SEEDS = 2;

export interface LayerSearch {
  results: readonly CellResult[];
  /** The submission's folder. */
  folder: string;
  config: LoadedConfig;
  jobs: number;
  /** How the failing runs were run. */
  isolation: ProcessIsolation | undefined;
}

/**
 * Which layer failing runs of a service point to: its Raft or the service itself. Each is replaced by the reference's
 * in turn; where the failure goes with one of them, and stays with the other, that decides it.
 *
 * @returns sentences for people, by cell: for the quickest of each lab's failing runs, if it decides anything.
 */
export async function whichLayer({ results, ...search }: LayerSearch): Promise<Map<Cell, string>> {
  const found = new Map<Cell, string>();
  const failing = results.filter(({ cell, run }) => cell.test.entry.observesRaft && hasFailed({ cell, run }));
  for (const entry of new Set(failing.map(({ cell }) => cell.test.entry))) {
    const [quickest] = failing
      .filter(({ cell }) => cell.test.entry === entry)
      .sort((a, b) => a.run.events - b.run.events);
    const { cell } = quickest as CellResult;
    const sentence = await layerOf(cell, search);
    if (sentence !== undefined) found.set(cell, sentence);
  }
  return found;
}

async function layerOf(
  cell: Cell,
  { folder, config, jobs, isolation }: Omit<LayerSearch, 'results'>,
): Promise<string | undefined> {
  const { test, seed } = cell;
  const reference = packagePath('reference', 'labs');
  if (locateEntry(folder, test.entry, config.entries[test.entry.name]).startsWith(reference)) return undefined;
  const failuresWith = async (replaced: LabEntry) => {
    const submission = await loadSubmission(folder, config, [test.entry], {
      substitutes: new Map([[replaced, reference]]),
    });
    const cells = Array.from({ length: SEEDS }, (_, i) => ({ ...cell, seed: seed + i }));
    const runs = await runCells({
      submission,
      cells,
      jobs,
      bail: false,
      limits: config.limits,
      consoleFd: undefined,
      isolation,
    });
    return runs.filter(hasFailed).length;
  };
  const withReferenceRaft = await failuresWith(RAFT_ENTRY);
  const withReferenceService = await failuresWith(test.entry);
  if (withReferenceRaft === 0 && withReferenceService > 0) {
    return 'the same runs pass with the reference Raft, and fail with the reference service on your Raft: look at your Raft first';
  }
  if (withReferenceService === 0 && withReferenceRaft > 0) {
    return 'the same runs fail with the reference Raft, too, and pass with the reference service: your Raft is not to blame';
  }
  return undefined;
}

function hasFailed({ run: { status } }: CellResult): boolean {
  const saysNothing = ['passed', 'skipped', 'inconclusive', 'harness-error', 'build-error'];
  return !saysNothing.includes(status);
}
