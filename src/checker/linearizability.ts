import { checkOperations, kvModel, type Model, type Operation, type Rule } from 'porcupine-ts';
import type { KvOperation } from './kv-history.ts';
import { budgetsOf, type CheckOptions, type Illegal, type Ok, type Unknown } from './verdict.ts';

/** A violation of linearizability: `anomaly` is one of Porcupine's rules. */
export interface NotLinearizable extends Illegal {
  readonly anomaly: Rule;
}

export type LinearizabilityVerdict = Ok | NotLinearizable | Unknown;

/**
 * Is there one order of the operations that explains every output, where each takes effect at a moment between its call
 * and its return? The same history gets the same verdict on every machine.
 *
 * @see Herlihy & Wing 1990, "Linearizability: a correctness condition for concurrent objects"
 */
export function checkLinearizable<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  options: CheckOptions = {},
): LinearizabilityVerdict {
  const budgets = budgetsOf(options);
  const verdict = checkOperations(model, operations, budgets);
  if (verdict.outcome === 'ok') return { outcome: 'ok' };
  if (verdict.outcome === 'unknown') {
    const size = `a history of ${operations.length} operations`;
    return { outcome: 'unknown', reason: `the checker gave up on ${size}: it ran out of ${verdict.limit}` };
  }
  const { reason, witness = [] } = verdict;
  const culprits = reason?.operations ?? witness;
  return {
    outcome: 'illegal',
    anomaly: reason?.rule ?? 'no-order',
    // Clients have names here, not numbers.
    reason: (reason?.sentence ?? 'no order of the operations explains their outputs').replaceAll(' by client ', ' by '),
    culprits,
    witness: witness.length > 0 ? witness : [...culprits].sort((a, b) => a - b),
  };
}

/** Judges a history of a key/value store with get, put and append, such as Labs 3 and 4 record. */
export function checkKv(operations: readonly KvOperation[]): LinearizabilityVerdict {
  return checkLinearizable(kvModel, operations);
}

/** `clerk 1: get("k") → "a;", called at 2 ms, returned at 2.5 ms` */
export function describeKv({ clientId, input, output, callAt, returnAt }: KvOperation): string {
  const what = kvModel.describeOperation?.(input, output) ?? input.op;
  const until = returnAt === undefined ? 'never returned' : `returned at ${returnAt} ms`;
  return `${clientId}: ${what}, called at ${callAt} ms, ${until}`;
}
