import { hashOf } from './hash.ts';

/** Of no leaves at all. */
const EMPTY = '';

/** One hash that stands for a list of hashes in their order: a tree of pairs (lecture 19: headers apart from transactions). */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves;
  while (level.length > 1) level = parentsOf(level);
  return level[0] ?? EMPTY;
}

/** The neighbours on the way from a leaf to the root; null: it has none on that level. */
export function merkleProof(leaves: readonly string[], leaf: number): (string | null)[] {
  const proof: (string | null)[] = [];
  let place = leaf;
  for (let level = leaves; level.length > 1; level = parentsOf(level)) {
    proof.push(level[place ^ 1] ?? null);
    place >>= 1;
  }
  return proof;
}

/** The root that a leaf at a place leads to. */
export function rootOfProof(leaf: string, place: number, proof: readonly (string | null)[]): string {
  return proof.reduce<string>((hash, neighbour, level) => {
    if (neighbour === null) return hashOf([hash]);
    return (place >> level) % 2 === 0 ? hashOf([hash, neighbour]) : hashOf([neighbour, hash]);
  }, leaf);
}

// An odd one is hashed alone. Bitcoin pairs it with itself, so that two different lists of transactions have the same
// root (CVE-2012-2459).
function parentsOf(level: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => hashOf(level.slice(2 * i, 2 * i + 2)));
}
