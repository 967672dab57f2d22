import { checkOperations, kvModel, type Rule } from 'porcupine-ts';
import type { KvOperation } from './kv-history.ts';

/** Transitions that a search may try. Histories of distinct values need none: this is for odd ones. */
const STEPS_MAX = 5_000_000;

/** Operations that a person still reads. */
const TOLD_MAX = 8;

/** Why a history is not linearizable. */
export interface IllegalHistory {
  outcome: 'illegal';
  /** Undefined when the reason has no simple name. */
  rule: Rule | undefined;
  sentence: string;
  /** Places in the history of the operations that clash, the surprising one last. */
  culprits: readonly number[];
  /**
   * A few operations that are illegal by themselves, told in the order of their calls; where that takes many, because
   * values have many parts, those that clash.
   */
  witness: readonly string[];
}

/** `unknown`: the search was too long. */
export type KvVerdict = { outcome: 'ok' } | { outcome: 'unknown' } | IllegalHistory;

/**
 * Is there one order of the operations that explains every output, where each takes effect at a moment between its call
 * and its return? The same history gets the same verdict on every machine.
 *
 * @see Herlihy & Wing 1990, "Linearizability: a correctness condition for concurrent objects"
 */
export function checkKv(operations: readonly KvOperation[]): KvVerdict {
  const { outcome, reason, witness = [] } = checkOperations(kvModel, operations, { maxSteps: STEPS_MAX });
  if (outcome !== 'illegal') return { outcome };
  const culprits = reason?.operations ?? witness;
  const told = witness.length > 0 && witness.length <= TOLD_MAX ? witness : [...culprits].sort((a, b) => a - b);
  return {
    outcome,
    rule: reason?.rule,
    // Clients have names here, not numbers.
    sentence: (reason?.sentence ?? 'no order of the operations explains their outputs').replaceAll(
      ' by client ',
      ' by ',
    ),
    culprits,
    witness: told.map((place) => tell(operations[place] as KvOperation)),
  };
}

function tell({ clientId, input, output, callAt, returnAt }: KvOperation): string {
  const what = kvModel.describeOperation?.(input, output) ?? input.op;
  const until = returnAt === undefined ? 'never returned' : `returned at ${returnAt} ms`;
  return `${clientId}: ${what}, called at ${callAt} ms, ${until}`;
}
