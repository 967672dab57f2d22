/** Gives a class what Web IDL gives an interface: enumerable members, and the name that esbuild may have changed. */
export function asWebInterface(Class: { readonly prototype: object }, name: string): void {
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
  for (const member of Object.getOwnPropertyNames(Class.prototype)) {
    if (member !== 'constructor') Object.defineProperty(Class.prototype, member, { enumerable: true });
  }
}
