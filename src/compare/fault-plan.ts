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
  /** Systems are held to their promises though they do not promise to bear it: to show what follows. */
  judgesAll?: true;
  /**
   * Injects what goes wrong; returns what puts it right again. Absent: nothing goes wrong. The share of requests that
   * succeed meanwhile is the system's availability.
   */
  inject?(context: FaultContext): () => void;
}
