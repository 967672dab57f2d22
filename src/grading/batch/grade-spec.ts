import { createHash } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import type { HintLevel } from '../hints/hint-for.ts';
import type { RunIdentity, ScoringRule } from './class-document.ts';

/**
 * All that decides a grade besides a submission's code: what `run.json` holds. Its digest is part of every unit's key.
 * It names the held-out seeds: a run folder is not for students.
 */
export interface GradeSpec {
  version: 1;
  course: string;
  labsVersion: string;
  parts: SpecPart[];
  /** Public seeds, of every test. */
  seeds: number[];
  heldOut: HeldOut;
  rule: ScoringRule;
  host: RunIdentity['host'];
  limits: Config['limits'];
  hints: HintLevel;
  /** Lab → its module, where neither a submission's own config nor a convention says where it is. */
  entries: Record<string, string>;
  latePolicy: LatePolicy | null;
}

export interface SpecPart {
  id: string;
  title: string;
  /** Without the optional tests. */
  points: number;
  tests: SpecTest[];
}

export interface SpecTest {
  id: string;
  title: string;
  points: number;
  /** Its points come on top of the part's. */
  isOptional: boolean;
}

/** Seeds that nobody knows who does not know the course's secret. */
export interface HeldOut {
  /** Of the secret; null when there are no such seeds. */
  fingerprint: string | null;
  /** By test; empty when there are none. */
  seeds: Record<string, number[]>;
}

export type LatePolicy = NonNullable<Config['grade']['latePolicy']>;

/** Hex SHA-256. */
export function specDigest(spec: GradeSpec): string {
  return sha256(JSON.stringify(spec));
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
