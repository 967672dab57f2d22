/** seedrandom's types cover its main module only. */
// biome-ignore-all lint/style/noDefaultExport: the module's own form
declare module 'seedrandom/lib/alea.js' {
  export default function alea(seed: string): () => number;
}
