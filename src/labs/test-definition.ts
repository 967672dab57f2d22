import type { Property } from './failure.ts';
import type { LabTest } from './lab-test.ts';

/** What a test says of itself, in every lab. */
export interface TestDefinition {
  id: string;
  title: string;
  property: Property;
  /** A closer hint than the property's own. */
  hint?: string;
  /** Does the network lose and delay messages from the start? */
  isUnreliable?: boolean;
  isExtra?: boolean;
  /** What else happens to the servers and the network. */
  faults?: readonly string[];
}

/** The part of a test that is the same in every lab. */
export function describeTest(definition: TestDefinition): Omit<LabTest, 'entry' | 'prepare'> {
  const { id, title, property, hint, isUnreliable = false, isExtra = false, faults = [] } = definition;
  return {
    id,
    title,
    property,
    ...(hint === undefined ? {} : { hint }),
    faults: isUnreliable ? ['unreliable network', ...faults] : faults,
    isExtra,
  };
}
