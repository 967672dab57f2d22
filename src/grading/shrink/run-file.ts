import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { LabsError } from '../../base/errors.ts';
import { STRATEGIES, type StrategyName } from '../../harness/strategies/registry.ts';
import type { Cell } from '../run/plan.ts';
import { findTest } from '../run/plan.ts';
import { MAX_SEED } from '../run/token.ts';

const position = z.int().min(0);

const variation = z.strictObject({
  strategy: z
    .strictObject({ name: z.enum(Object.keys(STRATEGIES) as [StrategyName]), salt: z.int().min(0) })
    .optional(),
  omittedFaults: z.array(position).optional(),
  keptLosses: z.array(z.string()).optional(),
  isPunctual: z.boolean().optional(),
  servers: z.int().min(1).max(99).optional(),
  clients: z.int().min(1).max(999).optional(),
  endAtMs: z.number().min(0).optional(),
});

/** A run as a file: what `labs shrink` writes and `labs replay` reads (docs/failures.md). */
const runFile = z.object({
  version: z.literal(1),
  kind: z.literal('labs-run'),
  test: z.string(),
  seed: z.int().min(0).max(MAX_SEED),
  variation,
  /** For people; `labs replay` does not read it. */
  failure: z.object({ property: z.string(), message: z.string(), atMs: z.number() }).optional(),
  story: z.array(z.string()).optional(),
});

export type RunFile = z.infer<typeof runFile>;

/** @throws LabsError that says what is wrong with the file. */
export function readRunFile(path: string): Cell {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new LabsError('bad-run-file', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'expected the JSON file of a run, as `labs shrink` writes it',
      cause,
    });
  }
  const result = runFile.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new LabsError('bad-run-file', `${path}: ${issue?.path.join('.') || 'the whole file'}: ${issue?.message}`, {
      hint: 'expected the JSON file of a run, as `labs shrink` writes it (docs/failures.md)',
    });
  }
  const { test, seed, variation: read } = result.data;
  return { test: findTest(test), seed, variation: read as NonNullable<Cell['variation']>, file: path };
}
