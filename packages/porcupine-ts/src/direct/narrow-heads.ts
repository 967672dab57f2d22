/** A read whose value may start with several puts, because they wrote the same. */
export interface AmbiguousRead {
  readonly read: number;
  /** The likeliest first. */
  readonly puts: readonly number[];
}

/**
 * Leaves each ambiguous read the puts whose certain reads it does not contradict: of two reads of one put, one is a
 * prefix of the other. Reads with one put left become certain (in `headOf`), until nothing changes.
 */
export function narrowHeads(
  texts: readonly (string | undefined)[],
  headOf: Int32Array,
  ambiguous: readonly AmbiguousRead[],
): readonly AmbiguousRead[] {
  const longest = new Map<number, string>();
  for (const { puts } of ambiguous) for (const put of puts) longest.set(put, '');
  const learn = (read: number, put: number): void => {
    const known = longest.get(put);
    if (known !== undefined && texts[read]!.length > known.length) longest.set(put, texts[read]!);
  };
  headOf.forEach((put, read) => void (put >= 0 && learn(read, put)));
  for (let left = ambiguous; ; ) {
    const next: AmbiguousRead[] = [];
    for (const choice of left) {
      const fitting = choice.puts.filter((put) => isPrefixOfOther(texts[choice.read]!, longest.get(put)!));
      if (fitting.length > 1) next.push({ read: choice.read, puts: fitting });
      else {
        // With none left any will do: laying out the blocks shows the contradiction.
        headOf[choice.read] = fitting[0] ?? choice.puts[0]!;
        learn(choice.read, headOf[choice.read]!);
      }
    }
    if (next.length === left.length) return next;
    left = next;
  }
}

function isPrefixOfOther(a: string, b: string): boolean {
  return a.length <= b.length ? b.slice(0, a.length) === a : a.slice(0, b.length) === b;
}
