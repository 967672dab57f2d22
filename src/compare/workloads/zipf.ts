import type { RandomStream } from '../../base/random.ts';

/** YCSB's constant (`ZIPFIAN_CONSTANT`). */
const THETA = 0.99;
/** YCSB draws from so many items, whatever the number of keys is, and folds them onto the keys. */
const ITEMS = 10_000_000_000;
/** Σ 1/n^θ for that many (`ZETAN` of its `ScrambledZipfianGenerator`). */
const ZETA_ITEMS = 26.46902820178302;
const ZETA_2 = 1 + 0.5 ** THETA;
const ALPHA = 1 / (1 - THETA);
const ETA = (1 - (2 / ITEMS) ** (1 - THETA)) / (1 - ZETA_2 / ZETA_ITEMS);

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 1_099_511_628_211n;

/**
 * Numbers below `keys`, some far more often than others, as YCSB's request distribution `zipfian` draws them: a rank
 * with a probability in proportion to 1/rank^θ by the method of Gray et al. ("Quickly generating billion-record synthetic
 * databases", SIGMOD 1994), scattered over the keys by a hash, so that the popular ones are not neighbours. The most
 * popular key gets one request in 26.
 */
export function scrambledZipf(random: RandomStream, keys: number): number {
  return Number(fnv64(zipf(random)) % BigInt(keys));
}

function zipf(random: RandomStream): number {
  const u = random.float();
  const uz = u * ZETA_ITEMS;
  if (uz < 1) return 0;
  if (uz < ZETA_2) return 1;
  return Math.floor(ITEMS * (ETA * u - ETA + 1) ** ALPHA);
}

/** 64-bit FNV-1a of the octets of a long, lowest first, as YCSB computes it: signed, and without its sign at last. */
export function fnv64(value: number): bigint {
  let rest = BigInt(value);
  let hash = FNV_OFFSET;
  for (let octet = 0; octet < 8; octet++) {
    hash = BigInt.asUintN(64, (hash ^ (rest & 0xffn)) * FNV_PRIME);
    rest >>= 8n;
  }
  const signed = BigInt.asIntN(64, hash);
  return signed < 0n ? -signed : signed;
}
