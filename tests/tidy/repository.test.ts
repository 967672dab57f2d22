import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from '../../reference/mutants/index.ts';
import { PLANTED_BUGS } from '../../reference/systems/mutants/index.ts';
import { packagePath } from '../../src/base/package-path.ts';
import { FAULT_KINDS } from '../../src/harness/faults/registry.ts';
import { partOf } from '../../src/labs/lab-test.ts';
import { PARTS, TESTS } from '../../src/labs/registry.ts';

/** Every file of the repository that git knows or would add. */
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: packagePath(),
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');

const SOURCES = FILES.filter((path) => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts'));

function read(path: string): string {
  return readFileSync(packagePath(path), 'utf8');
}

function matching(pattern: RegExp): string[] {
  return FILES.filter((path) => pattern.test(path));
}

describe('names', () => {
  it('are kebab-case, behind the id of a planted bug', () => {
    const odd = FILES.filter((path) => /^(src|reference|tests|packages|bench|docs)\//.test(path))
      .map((path) => basename(path.replace(/^reference\/(systems\/)?mutants\/[a-z]+\/[A-Z]\d\d-/, '')))
      .filter((name) => !/^[a-z0-9.-]+$/.test(name) && !['README.md', 'LICENSE'].includes(name));
    expect(odd).toEqual([]);
  });

  it('say what is inside: no utils, helpers, common, manager', () => {
    expect(matching(/(^|\/)(utils?|helpers?|common|managers?|misc)(\.|\/|$)/)).toEqual([]);
  });
});

describe('source files', () => {
  it('stay readable: none beyond 400 lines', () => {
    const long = SOURCES.filter((path) => path.startsWith('src/') || path.startsWith('reference/'))
      .map((path) => [path, read(path).split('\n').length] as const)
      .filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });

  it('export by name, and never everything at once', () => {
    const offenders = SOURCES.filter((path) => path.startsWith('src/') || path.includes('/src/')).filter((path) =>
      /^export (\* from|default)/m.test(read(path)),
    );
    expect(offenders).toEqual([]);
  });

  it('have no focused or empty tests', () => {
    const tests = FILES.filter((path) => path.endsWith('.test.ts') && !path.startsWith('tests/tidy/'));
    expect(tests.filter((path) => /\b(it|test|describe)\.only\(/.test(read(path)))).toEqual([]);
    expect(tests.filter((path) => !/expect|assert/.test(read(path)))).toEqual([]);
  });

  it('leave real time and chance to the edge', () => {
    const inside = SOURCES.filter((path) => /^src\/(base|harness|checker|labs|sdk)\//.test(path)).filter(
      (path) => !/^src\/harness\/nodes\/(prelude\/|process\/|jail\/|[^/]*host)/.test(path),
    );
    const code = (path: string) => read(path).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|`[^`]*`|'[^'\n]*'/gm, '');
    const offenders = inside.filter((path) =>
      /\bDate\.now\(|new Date\(|Math\.random\(|performance\.now\(|\bset(Timeout|Interval)\(/.test(code(path)),
    );
    // The loop's slow way leaves the current function by a macrotask; the coordinator's and worker's glue runs in a node.
    expect(offenders.filter((path) => !path.startsWith('src/sdk/programs/'))).toEqual([]);
  });
});

describe('lists that are written by hand agree with their folders', () => {
  it('faults', () => {
    const others = ['fault.ts', 'fault-mix.ts', 'injector.ts', 'registry.ts'];
    const files = matching(/^src\/harness\/faults\/[^/]+\.ts$/).map((path) => basename(path));
    expect(
      files
        .filter((name) => !others.includes(name))
        .map((name) => name.replace('.ts', ''))
        .sort(),
    ).toEqual(FAULT_KINDS.map(({ kind }) => kind).sort());
  });

  it('planted bugs', () => {
    const files = matching(/^reference\/mutants\/[a-z]+\/[^/]+\.ts$/).map((path) => basename(path, '.ts'));
    expect(MUTANTS.map(({ id, name }) => `${id}-${name}`).sort()).toEqual(files.sort());
    const ids = new Set(TESTS.map(({ id }) => id));
    expect(MUTANTS.filter(({ scenario }) => !ids.has(scenario)).map(({ id }) => id)).toEqual([]);
  });

  it('planted bugs of systems, each in the folder of its system', () => {
    const files = matching(/^reference\/systems\/mutants\/[a-z]+\/[^/]+\.ts$/);
    expect(
      PLANTED_BUGS.map(({ id, name, system }) => `reference/systems/mutants/${system}/${id}-${name}.ts`).sort(),
    ).toEqual(files.sort());
    expect(new Set(PLANTED_BUGS.map(({ id }) => id)).size).toBe(PLANTED_BUGS.length);
  });

  it('parts and tests: every id is unique, belongs to a part, and has points in the course’s config', () => {
    const ids = TESTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const parts = new Set(PARTS.map(({ id }) => id));
    expect(ids.filter((id) => !parts.has(partOf({ id })))).toEqual([]);
    const config = JSON.parse(read('grading.config.json')) as {
      parts: Record<string, { tests: Record<string, number> }>;
    };
    const graded = Object.values(config.parts).flatMap(({ tests }) => Object.keys(tests));
    expect(graded.sort()).toEqual([...ids].sort());
  });

  it('tests of a lab: every file under a part’s folder defines tests that are registered', () => {
    const registered = new Set(TESTS.map(({ id }) => id));
    const defined = matching(/^src\/labs\/[^/]+\/[1-4][a-d]?\/.+\.ts$/).flatMap((path) =>
      [...read(path).matchAll(/^\s+id: '([^']+)'/gm)].map(([, id]) => id as string),
    );
    expect(defined.filter((id) => !registered.has(id))).toEqual([]);
  });
});

describe('the repository speaks of the project alone', () => {
  it('names no machine path and no registry host', () => {
    const text = FILES.filter((path) => /\.(ts|mjs|cjs|js|md|json|yml)$/.test(path) && !path.startsWith('tests/tidy/'));
    const offenders = text.filter((path) => /\/work\/|\/home\/\w+\/|registry\.npmjs|"resolved":/.test(read(path)));
    expect(
      offenders.filter((path) => join(path) !== 'package-lock.json' || /registry\.npmjs/.test(read(path))),
    ).toEqual([]);
  });
});
