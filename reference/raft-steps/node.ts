import type { ApplyMsg } from 'labs/raft';
import { Log } from './log.ts';
import type { Reply, Request } from './messages.ts';
import type { Progress } from './progress.ts';

export type Role = 'follower' | 'candidate' | 'leader';

/** What one step wants done, in this order: save, then send, answer and deliver. */
export interface Output {
  saveState: boolean;
  /** Saved in one piece with the state. */
  saveSnapshot: string | null;
  sends: { to: number; request: Request }[];
  reply: Reply | null;
  deliveries: ApplyMsg[];
  /** Proposals are waiting: step with `flush` soon, when those of the same instant have come in. */
  flushSoon: boolean;
}

/** One server's state. Steps change it; nothing else does, and a step does no I/O and reads no clock. */
export interface Node {
  readonly id: number;
  readonly others: readonly number[];
  /** State of the generator that draws election timeouts. */
  randomState: number;

  // Saved before a step's messages leave.
  term: number;
  vote: number | null;
  log: Log;
  snapshot: string;

  role: Role;
  committed: number;
  delivered: number;

  /** Ticks since the start; since the last sign of a leader; and at how many of these an election starts. */
  tick: number;
  idleTicks: number;
  electionTicks: number;

  votes: Set<number>;
  progress: Map<number, Progress>;
  output: Output;
}

export interface NodeConfig {
  id: number;
  size: number;
  seed: number;
}

export function newNode({ id, size, seed }: NodeConfig): Node {
  const others = Array.from({ length: size }, (_, other) => other).filter((other) => other !== id);
  return {
    id,
    others,
    randomState: seed,
    term: 0,
    vote: null,
    log: new Log(),
    snapshot: '',
    role: 'follower',
    committed: 0,
    delivered: 0,
    tick: 0,
    idleTicks: 0,
    electionTicks: 0,
    votes: new Set(),
    progress: new Map(),
    output: newOutput(),
  };
}

export function newOutput(): Output {
  return { saveState: false, saveSnapshot: null, sends: [], reply: null, deliveries: [], flushSoon: false };
}

export function isQuorum(node: Node, count: number): boolean {
  return count * 2 > node.others.length + 1;
}

/** The next random number in [0, 1) (mulberry32). */
export function random(node: Node): number {
  node.randomState = (node.randomState + 0x6d2b79f5) | 0;
  let mixed = Math.imul(node.randomState ^ (node.randomState >>> 15), node.randomState | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** Everything up to `index` is committed: deliver what is new. */
export function commitTo(node: Node, index: number): void {
  if (index <= node.committed) return;
  node.committed = index;
  for (const [, command] of node.log.slice(node.delivered + 1, index + 1)) {
    node.delivered += 1;
    node.output.deliveries.push({ commandValid: true, command, commandIndex: node.delivered });
  }
}
