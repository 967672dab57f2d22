/**
 * Lets a promise go on while the driver does something else. What it fails with comes out when the driver awaits it,
 * not before: until then nobody would handle it.
 */
export function background<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
