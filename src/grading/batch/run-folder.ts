import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LabsError } from '../../base/errors.ts';
import { makeFolder } from '../make-folder.ts';
import { writeWhole } from '../write-whole.ts';
import type { ClassDocument } from './class-document.ts';
import { ClassResults } from './class-results.ts';
import { differencesOf } from './differences.ts';
import { type GradeSpec, specDigest } from './grade-spec.ts';
import { type JournalContents, readJournal } from './journal.ts';
import { findGrades, readClassDocument } from './read-class-document.ts';
import type { Shard } from './shard.ts';

/** What `run.json` holds. */
interface RunFile {
  version: 1;
  id: string;
  specDigest: string;
  spec: GradeSpec;
  /** Absent: the folder holds the whole run. */
  shard?: Shard;
}

export interface PrepareOptions {
  /** Never the run that is there, but a new one beside it: `NAME-2`, `NAME-3`, … */
  isFresh?: boolean | undefined;
  /** Which part of a run the folder is for; absent: all of it. */
  shard?: Shard | undefined;
}

const DIFFERENCES_TOLD = 5;

/**
 * The folder of a grading run: `run.json` (the spec), `journal.jsonl` (the truth), `code/` (what was graded), and what
 * is made from them: `grades.json`, `grades.csv`.
 */
export class RunFolder {
  readonly path: string;
  readonly id: string;
  readonly spec: GradeSpec;
  /** Undefined: the folder holds the whole run. */
  readonly shard: Shard | undefined;

  private constructor(path: string, { id, spec, shard }: Pick<RunFile, 'id' | 'spec' | 'shard'>) {
    this.path = path;
    this.id = id;
    this.spec = spec;
    this.shard = shard;
  }

  /**
   * Makes a run folder, or opens the one that is there.
   *
   * @throws LabsError when it is a run of another spec, saying what differs; or no run folder at all.
   */
  static prepare(path: string, spec: GradeSpec, { isFresh, shard }: PrepareOptions = {}): RunFolder {
    const wanted = resolve(path);
    const chosen = isFresh ? freeName(wanted) : wanted;
    if (existsSync(join(chosen, 'run.json'))) {
      const folder = RunFolder.open(chosen);
      requireSameSpec(folder, spec, path);
      requireSameShard(folder, shard, path);
      return folder;
    }
    requireUsable(chosen, path);
    makeFolder(join(chosen, 'code'), 'name another place with --out');
    const run: RunFile = {
      version: 1,
      id: basename(chosen),
      specDigest: specDigest(spec),
      spec,
      ...(shard && { shard }),
    };
    const folder = new RunFolder(chosen, run);
    folder.write('run.json', `${JSON.stringify(run, null, 2)}\n`);
    return folder;
  }

  /**
   * Opens a run folder that is there.
   *
   * @throws LabsError when it is none, or its spec has been changed.
   */
  static open(path: string): RunFolder {
    const file = join(path, 'run.json');
    let run: RunFile;
    try {
      run = JSON.parse(readFileSync(file, 'utf8'));
    } catch (cause) {
      throw new LabsError('no-run', `${path} is not the folder of a grading run: cannot read its run.json`, {
        hint: '`labs grade DIR --out RUN` makes one',
        cause,
      });
    }
    if (run.version !== 1 || run.spec === undefined || specDigest(run.spec) !== run.specDigest) {
      throw new LabsError('broken-run', `${file} has been changed: its digest is not that of its spec`, {
        hint: 'restore it from a copy, or grade anew with --fresh',
      });
    }
    return new RunFolder(resolve(path), run);
  }

  get journalPath(): string {
    return join(this.path, 'journal.jsonl');
  }

  get codeFolder(): string {
    return join(this.path, 'code');
  }

  /** @throws LabsError when there is no journal, or its chain is broken. */
  readJournal(): JournalContents & { results: ClassResults } {
    if (!existsSync(this.journalPath)) {
      throw new LabsError('no-run', `${this.path} has no journal: nothing has been graded yet`, {
        hint: `labs grade DIR --out ${this.path}`,
      });
    }
    const contents = readJournal(this.journalPath);
    return { ...contents, results: new ClassResults(contents.records) };
  }

  /** @throws LabsError when the run has not come to an end yet, or its grades have been changed beyond recognition. */
  readGrades(): ClassDocument {
    return readClassDocument(findGrades(this.path));
  }

  /** Others see the old file or the new one, never half of it. */
  write(name: string, text: string, mode = 0o644): void {
    writeWhole(join(this.path, name), text, mode);
  }

  /**
   * Keeps other processes from grading into this folder.
   *
   * @returns what gives it free again.
   * @throws LabsError when one does so already.
   */
  lock(): () => void {
    const path = join(this.path, 'lock');
    const owner = ownerOf(path);
    if (owner !== undefined && isAlive(owner)) {
      throw new LabsError('locked', `process ${owner} is grading into ${this.path}`, {
        hint: `wait for it, or choose another folder with --out; if it is no labs, delete ${path}`,
      });
    }
    rmSync(path, { force: true });
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return () => rmSync(path, { force: true });
  }
}

function requireSameSpec(folder: RunFolder, spec: GradeSpec, path: string): void {
  const differences = differencesOf(folder.spec, spec);
  if (differences.length === 0) return;
  const told = differences.slice(0, DIFFERENCES_TOLD);
  if (differences.length > told.length) told.push(`and ${differences.length - told.length} more`);
  throw new LabsError(
    'other-spec',
    [`${path} holds a run of another specification:`, ...told.map((line) => `  ${line}`)].join('\n'),
    { hint: '--fresh makes a new folder beside it, --out names another; nothing is ever overwritten' },
  );
}

function requireSameShard(folder: RunFolder, shard: Shard | undefined, path: string): void {
  if (folder.shard?.index === shard?.index && folder.shard?.count === shard?.count) return;
  throw new LabsError('other-shard', `${path} holds ${describeShard(folder.shard)}, not ${describeShard(shard)}`, {
    hint: 'every shard has a folder of its own: name another with --out',
  });
}

function describeShard(shard: Shard | undefined): string {
  return shard === undefined ? 'a whole run' : `shard ${shard.index} of ${shard.count}`;
}

function requireUsable(folder: string, path: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new LabsError('bad-output', `${path} is a file`, { hint: 'name a new folder with --out' });
  }
  const usable = ['code', 'lock'];
  if (readdirSync(folder).every((name) => usable.includes(name) || name.endsWith('.tmp'))) return;
  throw new LabsError('not-empty', `${path} is not empty, and no grading run`, {
    hint: 'name a new folder with --out: nothing is ever overwritten',
  });
}

function freeName(path: string): string {
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? path : `${path}-${i}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function ownerOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
