import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { Step } from '../sdk/baseline.ts';
import type { Deployment } from './deployment.ts';

/** A system that has been put on a topology. */
export interface DeployedSystem {
  servers: readonly SimNode[];
  /** One node per client of the workload; it answers `request [request]` with an outcome. */
  clients: readonly SimNode[];
  /** The server whose crash hurts most: the leader, the primary, the coordinator. */
  primary(): SimNode;
  /** Let the system settle for so long before anybody is measured, ms. */
  warmUpMs: number;
}

/** A system that takes part in comparisons. */
export interface System {
  id: string;
  title: string;
  /** What it promises: ids of consistency levels (`labs check --model`). */
  claims: readonly string[];
  /** What its clients can be asked: a workload with other steps leaves the system out. */
  steps: readonly Step['op'][];
  /** Can several steps be one transaction? */
  hasTransactions: boolean;
  /** The bundle of its programs, below `reference/systems`. */
  module: string;
  /** Adds its servers and so many clients, evenly over the sites. */
  deploy(deployment: Deployment, clients: number): DeployedSystem;
}
