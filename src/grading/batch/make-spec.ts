import { readFileSync } from 'node:fs';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';
import { PARTS, testsOf } from '../../labs/registry.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { expandParts } from '../run/plan.ts';
import type { ScoringRule } from './class-document.ts';
import { type CourseSecret, requireSecret } from './course-secret.ts';
import type { GradeSpec, HeldOut, SpecPart } from './grade-spec.ts';

export interface SpecRequest {
  config: LoadedConfig;
  /** Parts to grade; empty: those that the config says. */
  parts: readonly string[];
  host: GradeSpec['host'];
  secret: CourseSecret | undefined;
}

/**
 * What is going to be graded, by the config and by what the command line says.
 *
 * @throws LabsError when that makes no sense, or held-out seeds have no secret to come from.
 */
export function makeSpec({ config, parts, host, secret }: SpecRequest): GradeSpec {
  const { grade, seed, seeds: count } = config;
  const wanted = expandParts(parts.length > 0 ? parts : (grade.parts ?? Object.keys(config.parts)));
  const specParts = wanted.map((id) => specPart(id, config));
  const seeds = [...new Set(grade.seeds ?? Array.from({ length: count }, (_, i) => seed + i))];
  requireReachable(grade.rule, seeds.length + grade.heldOutSeeds);
  return {
    version: 1,
    course: config.course,
    labsVersion: labsVersion(),
    parts: specParts,
    seeds,
    heldOut: heldOutSeeds(specParts, { count: grade.heldOutSeeds, known: seeds, secret }),
    rule: grade.rule,
    host,
    limits: limitsOf(config),
    hints: config.hints,
    entries: config.entries,
    latePolicy: grade.latePolicy ?? null,
  };
}

function specPart(id: string, config: LoadedConfig): SpecPart {
  const part = config.parts[id];
  const tests = testsOf(id).filter((test) => part?.tests[test.id] !== undefined);
  if (part === undefined || tests.length === 0) {
    throw new LabsError('no-points', `part ${id} has no points in the config: there is nothing to grade`, {
      hint: `give its tests points (parts.${id}.tests), or leave it out`,
    });
  }
  return {
    id,
    title: part.title ?? PARTS.find((each) => each.id === id)?.title ?? id,
    points: part.points,
    tests: tests.map((test) => ({
      id: test.id,
      title: test.title,
      points: part.tests[test.id] ?? 0,
      isOptional: part.optional.includes(test.id),
    })),
  };
}

function heldOutSeeds(
  parts: readonly SpecPart[],
  { count, known, secret }: { count: number; known: readonly number[]; secret: CourseSecret | undefined },
): HeldOut {
  if (count === 0) return { fingerprint: null, seeds: {} };
  const needed = requireSecret(secret, `the config asks for ${count} held-out seeds (grade.heldOutSeeds)`);
  const ids = parts.flatMap(({ tests }) => tests.map(({ id }) => id));
  return {
    fingerprint: needed.fingerprint,
    seeds: Object.fromEntries(ids.map((id) => [id, needed.heldOutSeeds(id, count, known)])),
  };
}

function limitsOf({ limits, grade }: LoadedConfig): GradeSpec['limits'] {
  return {
    memoryMb: grade.limits.memoryMb ?? limits.memoryMb,
    stepCpuMs: grade.limits.stepCpuMs ?? limits.stepCpuMs,
    cpuS: grade.limits.cpuS ?? limits.cpuS,
  };
}

function requireReachable(rule: ScoringRule, runs: number): void {
  if (rule.kind !== 'k-of-n' || rule.k <= runs) return;
  throw new LabsError('bad-config', `grade.rule: ${rule.k} runs of each test have to pass, but there are ${runs}`, {
    hint: 'more seeds (grade.seeds, grade.heldOutSeeds), or a smaller k',
  });
}

export function labsVersion(): string {
  return (JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: string }).version;
}
