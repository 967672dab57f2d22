import type { FaultInjector } from '../harness/faults/injector.ts';
import type { Deployment } from './deployment.ts';
import type { DeployedSystem } from './system.ts';

export interface FaultContext {
  deployment: Deployment;
  system: DeployedSystem;
  faults: FaultInjector;
}

/** What goes wrong during a comparison, the same for every system. */
export interface FaultPlan {
  id: string;
  title: string;
  /**
   * Injects what goes wrong; returns what puts it right again. Absent: nothing goes wrong. The share of requests that
   * succeed meanwhile is the system's availability.
   */
  inject?(context: FaultContext): () => void;
}
