/** An error with Node's `code`, which is what programs test, and Node's headline in its stack. */
export function codedError<Kind extends Error>(
  kind: new (message: string) => Kind,
  code: string,
  message: string,
): Kind & { code: string } {
  const error = new kind(message);
  const { name } = error;
  error.name = `${name} [${code}]`;
  // Reading the stack fixes its text, with the code in it.
  void error.stack;
  Reflect.deleteProperty(error, 'name');
  return Object.assign(error, { code });
}

export function missingArgument(...names: string[]): TypeError {
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  const text = `The ${quoted} argument${names.length > 1 ? 's' : ''} must be specified`;
  return codedError(TypeError, 'ERR_MISSING_ARGS', text);
}

export function wrongArgument(name: string, expected: string, actual: unknown): TypeError {
  return codedError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be ${expected}. Received ${received(actual)}`,
  );
}

function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? `an instance of ${name}` : 'an object';
  }
  const text =
    typeof value === 'string' ? `'${value.length > 28 ? `${value.slice(0, 25)}...` : value}'` : String(value);
  return `type ${typeof value} (${text}${typeof value === 'bigint' ? 'n' : ''})`;
}
