import type { KvOperation } from '../../checker/kv-history.ts';
import { checkKv, describeKv, type NotLinearizable } from '../../checker/linearizability.ts';
import { Inconclusive, type Property, PropertyViolated } from '../failure.ts';
import { isLostBetween, isLostForGood } from './lost-writes.ts';
import { durableWrites, exactlyOnce, freshReads, linearizability, wholeValues } from './properties.ts';

/** Operations that a person still reads. */
const SHOWN_MAX = 8;

interface Explanation {
  property: Property;
  message: string;
  expected: string;
}

const LOST: Explanation = {
  property: durableWrites,
  message: 'an acknowledged write was lost',
  expected: 'every get shows the writes that had returned before it was called',
};

const STALE: Explanation = {
  property: freshReads,
  message: 'a get returned an old value',
  expected: 'every get shows the writes that had returned before it was called',
};

const TWICE: Explanation = {
  property: exactlyOnce,
  message: 'an append took effect twice',
  expected: 'what was appended once is in the value once',
};

const MADE_UP: Explanation = {
  property: wholeValues,
  message: 'a get returned what no order of the writes makes',
  expected: 'the last put and the appends since, each whole',
};

const NO_ORDER: Explanation = {
  property: linearizability,
  message: 'no order of the operations explains what the clients saw',
  expected: 'one order for all clients, in which each operation lies between its call and its return',
};

/** @throws PropertyViolated when the history is not linearizable; Inconclusive when that cannot be told. */
export function expectLinearizable(operations: readonly KvOperation[]): void {
  const verdict = checkKv(operations);
  if (verdict.outcome === 'ok') return;
  if (verdict.outcome === 'unknown') {
    throw new Inconclusive(linearizability, verdict.reason);
  }
  const { property, message, expected } = explain(operations, verdict);
  const shown = shownOf(verdict).map((place) => `  ${describeKv(operations[place] as KvOperation)}`);
  throw new PropertyViolated(property, {
    message,
    expected,
    actual: [`${verdict.reason}; of ${operations.length} operations these clash:`, ...shown].join('\n'),
  });
}

/** The witness; where that takes many operations, because values have many parts, those that clash. */
function shownOf({ witness, culprits }: NotLinearizable): readonly number[] {
  return witness.length <= SHOWN_MAX ? witness : [...culprits].sort((a, b) => a - b);
}

function explain(operations: readonly KvOperation[], { anomaly, culprits }: NotLinearizable): Explanation {
  switch (anomaly) {
    case 'dup':
      return TWICE;
    case 'enclosed':
      return LOST;
    case 'stale-read':
    case 'order-read':
    case 'lost-append':
      return (isLostForGood(operations, culprits) ?? anomaly === 'lost-append') ? LOST : STALE;
    case 'fork':
      return isLostBetween(operations, culprits) ? LOST : NO_ORDER;
    case 'phantom':
    case 'torn':
    case 'put-inside':
    case 'future-read':
      return MADE_UP;
    default:
      return NO_ORDER;
  }
}
