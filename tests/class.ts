import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MUTANTS } from '../reference/mutants/index.ts';

/** What grading has to say about a submission. */
export type ExpectedVerdict =
  /** Every point. */
  | { kind: 'full' }
  /** This test fails, for one of these properties. */
  | { kind: 'fails'; test: string; properties: readonly string[] }
  /** Nothing could run. */
  | { kind: 'build-error' }
  /** No test passes with one of these statuses missing: each run ends like this. */
  | { kind: 'every-run'; statuses: readonly string[] };

export interface ClassMember {
  id: string;
  expected: ExpectedVerdict;
  /** Writes the submission's files into a folder that does not exist. */
  write(folder: string): void;
}

/** Correct submissions: the reference, with a remark so that no two have the same files. */
export function correctMembers(reference: string, count: number): ClassMember[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `correct-${i + 1}`,
    expected: { kind: 'full' as const },
    write(folder: string) {
      cpSync(reference, folder, { recursive: true });
      writeFileSync(join(folder, 'remark.ts'), `// Handed in by student ${i + 1}.\nexport {};\n`);
    },
  }));
}

/** The reference with a classic bug in it, for every bug of these parts. */
export function mutantMembers(reference: string, parts: readonly string[]): ClassMember[] {
  return MUTANTS.filter(({ part, control }) => parts.includes(part) && control === undefined).map((mutant) => ({
    id: `bug-${mutant.id}-${mutant.name}`,
    expected: { kind: 'fails', test: mutant.scenario, properties: mutant.expected },
    write(folder) {
      cpSync(reference, folder, { recursive: true });
      for (const { file, find, replace } of mutant.patches) {
        const path = join(folder, file);
        writeFileSync(
          path,
          readFileSync(path, 'utf8').replace(find, () => replace),
        );
      }
    },
  }));
}

/** Submissions that cannot be built or loaded. */
export function brokenMembers(): ClassMember[] {
  const broken: Record<string, Record<string, string>> = {
    'syntax-error': { 'raft.ts': 'export function makeRaft(env) {\n  return { rpc: {, };\n}\n' },
    'no-module': { 'README.md': 'I did not get far.\n' },
    'no-export': { 'raft.ts': 'export const makeraft = 1;\n' },
    'throws-at-load': { 'raft.ts': `const x = null;\nx.y = 1;\n${raft(IDLE)}` },
    'loops-at-load': { 'raft.ts': `for (;;);\n${raft(IDLE)}` },
    'reads-files': {
      'raft.ts': `import { readFileSync } from 'node:fs';\nreadFileSync('/etc/passwd');\n${raft(IDLE)}`,
    },
  };
  return Object.entries(broken).map(([id, files]) => member(id, files, { kind: 'build-error' }));
}

/** Submissions that attack whatever runs them, or are of no use to anybody. */
export function hostileMembers(): ClassMember[] {
  const attacks: Record<string, [body: string, statuses: readonly string[]]> = {
    'endless-loop': [`setTimeout(() => { for (;;); }, 5);\n  return ${IDLE};`, ['livelock']],
    'memory-hog': [
      `const hoard = [];\n  setTimeout(() => { for (;;) hoard.push(new Array(1e5).fill(hoard.length + 0.5)); }, 5);\n  return ${IDLE};`,
      ['oom'],
    ],
    'process-exit': [
      `setTimeout(() => env.constructor.constructor('return process')().exit(0), 5);\n  return ${IDLE};`,
      ['crashed'],
    ],
    'throws-later': [`setTimeout(() => { throw new Error('now'); }, 5);\n  return ${IDLE};`, ['crashed']],
    'forged-report': [
      `console.log(JSON.stringify({ type: 'result', run: { status: 'passed', failure: null } }));\n  setTimeout(() => { throw new Error('ok'); }, 5);\n  return ${IDLE};`,
      ['crashed'],
    ],
    'spins-in-virtual-time': [`(function again() { setImmediate(again); })();\n  return ${IDLE};`, ['livelock']],
  };
  return Object.entries(attacks).map(([id, [body, statuses]]) =>
    member(id, { 'raft.ts': `export function makeRaft(env) {\n  ${body}\n}\n` }, { kind: 'every-run', statuses }),
  );
}

/** Writes a class into a folder: a folder of submissions, as a TA has it. */
export function writeClass(members: readonly ClassMember[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { id, write } of members) write(join(folder, id));
}

interface GradedRun {
  id: string;
  status: string;
  failure: { property: string } | null;
}

/** What is wrong with the grade of a member, in words; undefined: it is as expected. */
export function misjudged({ expected }: ClassMember, grade: { earned: number; points: number; runs: GradedRun[] }) {
  const { runs, earned, points } = grade;
  switch (expected.kind) {
    case 'full':
      return earned === points ? undefined : `${earned} of ${points} points`;
    case 'fails': {
      const failing = runs.filter(({ id, failure }) => id === expected.test && failure !== null);
      const isRight = failing.some(({ failure }) => expected.properties.includes(failure?.property ?? ''));
      return isRight && earned < points ? undefined : `${expected.test} does not fail as it should`;
    }
    case 'build-error':
      return runs.every(({ status }) => status === 'build-error') ? undefined : 'something was run';
    case 'every-run': {
      const odd = runs.find(({ status }) => !expected.statuses.includes(status));
      return odd === undefined ? undefined : `${odd.id} ended as ${odd.status}`;
    }
  }
}

/** A Raft that takes no part in anything. */
const IDLE =
  '{ rpc: {}, start: () => ({ index: -1, term: 0, isLeader: false }), getState: () => ({ term: 0, isLeader: false }), snapshot() {}, kill() {} }';

function raft(object: string): string {
  return `export function makeRaft(env) {\n  return ${object};\n}\n`;
}

function member(id: string, files: Readonly<Record<string, string>>, expected: ExpectedVerdict): ClassMember {
  return {
    id,
    expected,
    write(folder) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
  };
}
