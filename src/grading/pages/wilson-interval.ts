/** Quantile of the normal distribution for 95 %. */
const Z = 1.96;

/** Below this an interval says nothing. */
const TRIALS_MIN = 5;

/**
 * Wilson's 95 % interval of a proportion: unlike the textbook's normal approximation it stays within 0 and 1, and has a
 * width also where all or none succeeded. Undefined for fewer than five trials.
 *
 * @see Brown, Cai & DasGupta 2001, Interval Estimation for a Binomial Proportion
 */
export function wilsonInterval(successes: number, trials: number): { low: number; high: number } | undefined {
  if (trials < TRIALS_MIN) return undefined;
  const share = successes / trials;
  const scale = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))) / scale;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
