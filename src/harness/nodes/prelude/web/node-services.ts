/** What the web platform's globals need of the node that they are part of. */
export interface NodeServices {
  /** Takes an error that nobody caught. */
  fail(error: unknown): void;
  /** The node's own `setTimeout`, whatever the program has put in its place on the global object. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  /** The boot seed, from which each consumer names a stream of its own. */
  seed: string;
}

let services: NodeServices | undefined;

export function provideNodeServices(provided: NodeServices): void {
  services = provided;
}

export function nodeServices(): NodeServices {
  if (services === undefined) throw new Error('the node has not started');
  return services;
}
