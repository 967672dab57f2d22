import alea from 'seedrandom/lib/alea.js';

/** Replaces `Math.random` by the node's own seeded stream. */
export function installRandom(global: typeof globalThis, seed: string): void {
  global.Math.random = alea(seed);
}
