import { relative, sep } from 'node:path';
import type { LabEntry } from '../../labs/lab-entry.ts';
import type { CellRun } from '../run/cell-run.ts';
import { findTest } from '../run/plan.ts';
import { type LoadedSubmission, loadSubmission } from '../submission/load.ts';
import { modulePlaces } from './module-places.ts';
import type { Unit } from './unit.ts';

/** Units that the same code runs: those of one submission and one lab. */
export class WorkGroup {
  readonly folder: string;
  readonly entry: LabEntry;
  /** Not yet taken. */
  readonly waiting: Unit[] = [];
  /** How many processes work on it. */
  workers = 0;
  /** The verdict on all units of code that cannot be loaded; undefined while that is not known. */
  failure: CellRun | undefined;
  readonly #courseEntries: Readonly<Record<string, string>>;
  #loading: Promise<LoadedSubmission> | undefined;

  constructor(folder: string, entry: LabEntry, courseEntries: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.entry = entry;
    this.#courseEntries = courseEntries;
  }

  /** Bundled once, however many ask. @throws LabsError when it does not build. */
  load(): Promise<LoadedSubmission> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** A message without the place where the submission happens to be. */
  withoutPlace(message: string): string {
    const names = [this.folder, relative(process.cwd(), this.folder)].filter((name) => name !== '');
    return names.reduce((text, name) => text.replaceAll(name + sep, '').replaceAll(name, 'the submission'), message);
  }

  #load(): Promise<LoadedSubmission> {
    const { folder, entries } = modulePlaces(this.folder, this.#courseEntries);
    return loadSubmission(folder, { entries }, [this.entry], { showFrom: folder });
  }
}

/** The units in groups, in the order of the units. */
export function groupUnits(
  units: readonly Unit[],
  folderOf: (submissionDigest: string) => string,
  courseEntries: Readonly<Record<string, string>>,
): WorkGroup[] {
  const groups = new Map<string, WorkGroup>();
  for (const unit of units) {
    const { entry } = findTest(unit.testId);
    const name = `${unit.submissionDigest} ${entry.name}`;
    let group = groups.get(name);
    if (group === undefined) {
      group = new WorkGroup(folderOf(unit.submissionDigest), entry, courseEntries);
      groups.set(name, group);
    }
    group.waiting.push(unit);
  }
  return [...groups.values()];
}

/** What to work on next: a group that nobody works on, or else the one with the most left; undefined: there is nothing. */
export function nextGroup(groups: readonly WorkGroup[]): WorkGroup | undefined {
  const open = groups.filter(({ waiting }) => waiting.length > 0);
  const untouched = open.find(({ workers }) => workers === 0);
  if (untouched !== undefined) return untouched;
  return open.sort((a, b) => b.waiting.length / b.workers - a.waiting.length / a.workers)[0];
}
