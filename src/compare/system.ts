import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { LabEntry } from '../labs/lab-entry.ts';
import type { Outcome, Request, Step } from '../sdk/baseline.ts';
import type { Deployment } from './deployment.ts';

/** A system that has been put on a topology. */
export interface DeployedSystem {
  servers: readonly SimNode[];
  clients: readonly SimNode[];
  /** Lets a client make a request; undefined when nobody will ever know what became of it. */
  perform(client: SimNode, request: Request): Promise<Outcome | undefined>;
  /** One-sided operations so far, which count as messages, and their bytes. */
  oneSided?(): { operations: number; bytes: number };
  /** Of a blockchain: gives an attacker most of the hash power, until it has made use of it. */
  seizeHashPower?(): void;
  /** The server whose crash hurts most: the leader, the primary, the coordinator. */
  primary(): SimNode;
  /** Let the system settle for so long before anybody is measured, ms. */
  warmUpMs: number;
  /** What has to be done then, before anybody makes requests. */
  prepare?(): Promise<void>;
}

/** May one request have several steps: never, when all of them read, or always (a transaction)? */
export const SEVERAL_STEPS = ['never', 'reads', 'always'] as const;
export type SeveralSteps = (typeof SEVERAL_STEPS)[number];

/** A module below `reference/systems`, or what a submission has for a lab. */
export type ProgramSource = { module: string } | { entry: LabEntry };

/** A system that takes part in comparisons. */
export interface System {
  id: string;
  title: string;
  /** What it promises: ids of consistency levels (`labs check --model`), or `convergence`. */
  claims: readonly string[];
  /** Ids of the fault plans under which it promises that. */
  tolerates: readonly string[];
  /** What its clients can be asked: a workload with other steps leaves the system out. */
  steps: readonly Step['op'][];
  severalSteps: SeveralSteps;
  /**
   * How much slower than others it is by nature: its run, the faults in it and the pauses of its clients last so many
   * times as long. Absent: 1.
   */
  timeScale?: number;
  /** Where its programs are. */
  programs: ProgramSource;
  /** The sizes in which it can be had, the usual one among them, and what they count. Absent: one size only. */
  sizes?: { readonly of: string; readonly usual: number; readonly all: readonly number[] };
  /** Adds its servers and so many clients, evenly over the sites; `size` is one of {@link sizes}, or as usual. */
  deploy(deployment: Deployment, clients: number, size?: number): DeployedSystem;
}
