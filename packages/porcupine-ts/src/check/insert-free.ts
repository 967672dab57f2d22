/**
 * Puts operations that fit anywhere into a legal order, each within its own interval.
 *
 * In a legal order operation i may take effect at the latest call up to it. A free operation takes effect at its own
 * call, behind everything that does so no later.
 */
export function insertFree(order: Int32Array, free: readonly number[], callAt: Float64Array): Int32Array {
  const result = new Int32Array(order.length + free.length);
  let length = 0;
  let next = 0;
  let point = Number.NEGATIVE_INFINITY;
  for (const operation of order) {
    point = Math.max(point, callAt[operation]!);
    while (next < free.length && callAt[free[next]!]! < point) result[length++] = free[next++]!;
    result[length++] = operation;
  }
  while (next < free.length) result[length++] = free[next++]!;
  return result;
}
