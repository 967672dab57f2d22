/**
 * The chance that an attacker catches up: paper, section 11.
 *
 * @param q the attacker's share of the hash power, below one half.
 * @param z blocks that the payee waits for. What the attacker finds meanwhile is a Poisson variable, if these take exactly
 *   the time that they take on average.
 */
export function nakamotoSuccess(q: number, z: number): number {
  const lambda = (z * q) / (1 - q);
  let sum = 0;
  // e^-λ λ^k / k!, in logarithms: λ is in the hundreds.
  let logPoisson = -lambda;
  for (let k = 0; k <= z; k++) {
    if (k > 0) logPoisson += Math.log(lambda / k);
    sum += Math.exp(logPoisson) * (1 - catchUp(q, z - k));
  }
  return 1 - sum;
}

/**
 * The same without the approximation: the time that z blocks take varies, so that the attacker's number has a negative
 * binomial distribution (Rosenfeld 2014, "Analysis of hashrate-based double-spending").
 *
 * @param lead how many blocks further than the public chain the secret one must get. Nakamoto and Rosenfeld ask for 0:
 *   they give the attacker one block in advance.
 */
export function exactSuccess(q: number, z: number, lead = 0): number {
  let failure = 0;
  let logChance = z * Math.log(1 - q);
  for (let k = 0; k < z + lead; k++) {
    if (k > 0) logChance += Math.log((q * (z + k - 1)) / k);
    failure += Math.exp(logChance) * (1 - catchUp(q, z + lead - k));
  }
  return 1 - failure;
}

/** How many confirmations make a double spend less likely than that. */
export function confirmationsFor(q: number, risk: number): number {
  let z = 0;
  while (nakamotoSuccess(q, z) >= risk) z++;
  return z;
}

/** The gambler's ruin: from so many blocks behind, ever. */
function catchUp(q: number, behind: number): number {
  return behind <= 0 || q >= 0.5 ? 1 : (q / (1 - q)) ** behind;
}
