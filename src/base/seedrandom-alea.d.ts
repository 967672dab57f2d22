/** seedrandom's types cover its main module only. */
declare module 'seedrandom/lib/alea.js' {
  export default function alea(seed: string): () => number;
}
