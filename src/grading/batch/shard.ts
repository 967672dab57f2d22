import { LabsError } from '../../base/errors.ts';
import type { Unit } from './unit.ts';

/** One of several parts that a run is split into. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

const SHARDS_MAX = 10_000;

/** Where schedulers say which of several jobs this is: the variable of the number, its first value, and that of the count. */
const SCHEDULERS = [
  { name: 'Slurm', index: 'SLURM_ARRAY_TASK_ID', first: 'SLURM_ARRAY_TASK_MIN', count: 'SLURM_ARRAY_TASK_COUNT' },
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', first: 0, count: 'JOB_COMPLETIONS' },
  { name: 'GitLab', index: 'CI_NODE_INDEX', first: 1, count: 'CI_NODE_TOTAL' },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', first: 0, count: 'BUILDKITE_PARALLEL_JOB_COUNT' },
] as const;

/**
 * Reads `2/8`; or `auto`, which takes the numbers from the environment of a Slurm array, an indexed Kubernetes job,
 * GitLab's or Buildkite's parallel jobs; or `auto/8`, where the environment knows the number but not the count.
 *
 * @throws LabsError for anything else, and for numbers that make no sense.
 */
export function parseShard(text: string, environment: Readonly<Record<string, string | undefined>>): Shard {
  const explicit = /^(\d+)\/(\d+)$/.exec(text);
  if (explicit !== null) return checked({ index: Number(explicit[1]), count: Number(explicit[2]) }, text);
  const auto = /^auto(?:\/(\d+))?$/.exec(text);
  if (auto === null) throw badShard(text);
  for (const { name, index, first, count } of SCHEDULERS) {
    const number = environment[index];
    if (number === undefined) continue;
    const total = auto[1] ?? environment[count];
    if (total === undefined) {
      throw new LabsError(
        'bad-shard',
        `--shard ${text}: ${name} says which job this is (${index}=${number}), not of how many`,
        {
          hint: `say it: --shard auto/COUNT, or set ${count}`,
        },
      );
    }
    const start = typeof first === 'number' ? first : Number(environment[first] ?? 0);
    return checked({ index: Number(number) - start + 1, count: Number(total) }, `${number} of ${total} (${name})`);
  }
  throw new LabsError(
    'bad-shard',
    `--shard ${text}: no variable of the environment says which of several jobs this is`,
    {
      hint: `expected one of ${SCHEDULERS.map(({ index }) => index).join(', ')}; or say it: --shard 2/8`,
    },
  );
}

function checked(shard: Shard, text: string): Shard {
  const { index, count } = shard;
  const isSound =
    Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count && count <= SHARDS_MAX;
  if (!isSound) throw badShard(text);
  return shard;
}

function badShard(text: string): LabsError {
  return new LabsError('bad-shard', `'${text}' is no shard`, {
    hint: 'expected the number and the count of shards, as 2/8; or auto',
  });
}

/**
 * The units of one shard, in the order of `units`. Longest first, each goes where the least is to do so far, so that
 * all shards take about as long. Every unit is in exactly one shard as long as all are made from the same units and
 * times.
 *
 * @param expectedMs how long a unit will take, in any measure.
 */
export function unitsOfShard(
  units: readonly Unit[],
  { index, count }: Shard,
  expectedMs: (unit: Unit) => number,
): Unit[] {
  const byTime = units
    .map((unit) => ({ unit, ms: expectedMs(unit) }))
    .sort((a, b) => b.ms - a.ms || (a.unit.key < b.unit.key ? -1 : 1));
  const loads = new Array<number>(count).fill(0);
  const own = new Set<Unit>();
  for (const { unit, ms } of byTime) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] as number) + ms;
    if (least === index - 1) own.add(unit);
  }
  return units.filter((unit) => own.has(unit));
}
