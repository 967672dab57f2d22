/** What a property is about. `performance`: it works, but costs too much. `vacuous`: the test could test nothing. */
export type PropertyKind = 'safety' | 'liveness' | 'performance' | 'vacuous';

/** Something that a correct submission guarantees, named after its theorem where it has one. */
export interface Property {
  name: string;
  kind: PropertyKind;
  /** In words, with the source: `at most one leader per term (Raft §5.2)`. */
  statement: string;
  /** The rule to look at first when it does not hold. */
  hint: string;
}

export interface FailureDetails {
  /** One sentence: what went wrong. */
  message: string;
  expected: string;
  actual: string;
  /** A closer hint than the property's own. */
  hint?: string;
}

/** A property does not hold: ends the test. */
export class PropertyViolated extends Error {
  override name = 'PropertyViolated';
  readonly property: Property;
  readonly details: FailureDetails;

  constructor(property: Property, details: FailureDetails) {
    super(details.message);
    this.property = property;
    this.details = details;
  }
}

/** A checker could not tell whether a property holds: ends the test, which has neither passed nor failed. */
export class Inconclusive extends Error {
  override name = 'Inconclusive';
  readonly property: Property;

  constructor(property: Property, message: string) {
    super(message);
    this.property = property;
  }
}
