import type { Topology } from '../topology.ts';
import { datacenter } from './datacenter.ts';
import { rack } from './rack.ts';
import { threeRegions } from './three-regions.ts';

/** One line per topology. */
export const TOPOLOGIES: readonly Topology[] = [rack, datacenter, threeRegions];
