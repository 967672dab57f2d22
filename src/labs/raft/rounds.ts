/** Rounds that come to nothing are made up for, up to so many attempts per round. */
const ATTEMPTS_PER_ROUND = 3;

/**
 * Holds so many rounds of a test whose course no test can force.
 *
 * @param hold returns false for a round that came to nothing: a server that lacks somebody's last entry, say, cannot be elected.
 */
export async function holdRounds(count: number, hold: () => Promise<boolean>): Promise<void> {
  let held = 0;
  for (let attempt = 0; attempt < ATTEMPTS_PER_ROUND * count && held < count; attempt++) {
    if (await hold()) held++;
  }
}
