/** Which of so many shards a key belongs to: FNV-1a, so that similar keys end up in different ones. */
export function shardOf(key: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return hash % shards;
}

/** Keys by their shard. */
export function byShard(keys: readonly string[], shards: number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const key of keys) {
    const shard = shardOf(key, shards);
    groups.set(shard, [...(groups.get(shard) ?? []), key]);
  }
  return groups;
}
