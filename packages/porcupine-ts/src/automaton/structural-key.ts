/**
 * A text that is equal for two values exactly when they have the same structure: primitives, arrays, maps and sets (in
 * insertion order) and plain objects (in any order of properties).
 *
 * Functions, symbols and other objects are compared by identity.
 */
export function structuralKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectKey(value);
    default:
      return identity(value as object);
  }
}

function objectKey(value: object): string {
  if (Array.isArray(value)) return `[${value.map(structuralKey).join()}]`;
  if (value instanceof Map) return `Map[${[...value].map(structuralKey).join()}]`;
  if (value instanceof Set) return `Set[${[...value].map(structuralKey).join()}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return identity(value);
  const properties = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${properties.map(([name, member]) => `${JSON.stringify(name)}:${structuralKey(member)}`).join()}}`;
}

const identities = new WeakMap<object, number>();
let identitiesGiven = 0;

function identity(value: object): string {
  if (typeof value === 'symbol') return String(value);
  let id = identities.get(value);
  if (id === undefined) {
    id = ++identitiesGiven;
    identities.set(value, id);
  }
  return `#${id}`;
}
