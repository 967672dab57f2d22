import { type FailureDetails, type Property, PropertyViolated } from '../failure.ts';
import { durableWrites, exactlyOnce, linearizability } from './properties.ts';

/**
 * Checks a value that several clients have appended to, each its own texts one after the other.
 *
 * @param appends per client what it appended, in order. Texts are unique, and none is part of another.
 * @throws PropertyViolated unless every text is there once, and each client's in order.
 */
export function expectAppends(key: string, value: string, appends: readonly (readonly string[])[]): void {
  for (const texts of appends) {
    let after = -1;
    for (const text of texts) {
      const at = value.indexOf(text);
      if (at < 0) {
        fail(durableWrites, {
          message: 'an acknowledged append was lost',
          expected: `${JSON.stringify(text)} in the value of ${JSON.stringify(key)}`,
          actual: `${value.length} characters without it`,
        });
      }
      if (value.includes(text, at + 1)) {
        fail(exactlyOnce, {
          message: 'an append took effect twice',
          expected: `${JSON.stringify(text)} once in the value of ${JSON.stringify(key)}`,
          actual: `it is there at ${at} and at ${value.indexOf(text, at + 1)}`,
        });
      }
      if (at < after) {
        fail(linearizability, {
          message: 'a client’s appends are in the wrong order',
          expected: `${JSON.stringify(text)} behind what the same client had appended before`,
          actual: `it is in front of it`,
        });
      }
      after = at;
    }
  }
}

function fail(property: Property, details: FailureDetails): never {
  throw new PropertyViolated(property, details);
}
