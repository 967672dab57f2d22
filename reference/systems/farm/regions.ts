import { shardOf } from '../shard-of.ts';
import type { Address } from './messages.ts';

/** An object's address: keys are spread over the regions. */
export function addressOf(key: string, regions: number): Address {
  return `${shardOf(key, regions)}/${key}`;
}

export function regionOf(address: Address): number {
  return Number.parseInt(address, 10);
}

/** The regions of some addresses, each once, in order. */
export function regionsOf(addresses: readonly Address[]): number[] {
  return [...new Set(addresses.map(regionOf))].sort((a, b) => a - b);
}
