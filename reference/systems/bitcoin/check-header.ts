import { type BlockHeader, hashText, numberOfHash } from './block.ts';
import { ancestorAt, type Link } from './block-tree.ts';
import { type ChainRules, Rejected } from './rules.ts';

/** A clock may be so far ahead of ours, ms. */
const CLOCK_SKEW_MS = 2 * 3_600_000;
/** The median time of so many blocks moves forward, though single clocks are wrong. */
const MEDIAN_BLOCKS = 11;
/** The difficulty changes by this factor at most at a time. */
const LARGEST_CHANGE = 4n;
/** Every hash will do. */
const EASIEST = (1n << 256n) - 1n;

/**
 * The target of the block after a link: the time that the last blocks took decides whether it gets harder or easier, so
 * that blocks do not come faster when miners join.
 */
export function nextTarget(parent: Link, { retargetBlocks, blockIntervalMs }: ChainRules): string {
  const height = parent.height + 1;
  const { target, timeMs } = parent.block.header;
  if (height % retargetBlocks !== 0) return target;
  const first = ancestorAt(parent, height - retargetBlocks) as Link;
  const expectedMs = BigInt(Math.round(retargetBlocks * blockIntervalMs));
  const actualMs = BigInt(Math.max(1, Math.round(timeMs - first.block.header.timeMs)));
  const least = expectedMs / LARGEST_CHANGE;
  const most = expectedMs * LARGEST_CHANGE;
  const boundedMs = actualMs < least ? least : actualMs > most ? most : actualMs;
  const next = (numberOfHash(target) * boundedMs) / expectedMs;
  return hashText(next < 1n ? 1n : next > EASIEST ? EASIEST : next);
}

/** @throws Rejected. Whether the nonce is right is not asked here. */
export function checkHeader({ target, timeMs }: BlockHeader, parent: Link, rules: ChainRules, nowMs: number): void {
  if (target !== nextTarget(parent, rules)) throw new Rejected('the block is not as difficult as it must be');
  if (!(timeMs > medianTimeMs(parent))) throw new Rejected('the block is older than those before it');
  if (timeMs > nowMs + CLOCK_SKEW_MS) throw new Rejected('the block comes from the future');
}

/** The least time that the block after a link may have is beyond this. */
export function medianTimeMs(link: Link): number {
  const times: number[] = [];
  for (let block: Link | undefined = link; block !== undefined && times.length < MEDIAN_BLOCKS; block = block.parent)
    times.push(block.block.header.timeMs);
  times.sort((a, b) => a - b);
  return times[times.length >> 1] as number;
}
