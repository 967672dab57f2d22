import type { RandomStream } from '../base/random.ts';
import type { FaultInjector } from '../harness/faults/injector.ts';
import type { LinkQuality } from '../harness/faults/link-quality.ts';
import { ORDINARY_LINK } from '../harness/network/link.ts';
import type { SimNode } from '../harness/nodes/sim-node.ts';
import type { CrashableEffect } from '../harness/step-effects.ts';
import type { World } from '../harness/world.ts';

/** A group of servers to disturb. */
export interface DisturbanceTarget {
  world: World;
  faults: FaultInjector;
  random: RandomStream;
  servers: readonly SimNode[];
  /** Who leads, if that is known. */
  leader(): SimNode | undefined;
}

/** Something that is done to a group of servers for a while. */
export interface Disturbance {
  name: string;
  /** Servers crash and restart: for what persists its state only. */
  crashes?: true;
  /** @returns what ends it. */
  begin(target: DisturbanceTarget): () => void;
}

const EFFECTS: readonly CrashableEffect[] = ['send', 'reply', 'persist'];
const CRASH_WITHIN_MS = 200;
/** So little that whoever relies on leases has allowed for it. */
const CLOCK_RATES = [0.9, 1.1];

/** What can be done to links. */
export const LINK_DISTURBANCES: readonly Disturbance[] = [
  {
    name: 'one-way cut',
    begin(target) {
      const { faults, random, servers } = target;
      const node = leaderOrAny(target);
      const [mute, deaf] = [[node.id], others(servers, node)];
      const [from, to] = random.chance(0.5) ? [mute, deaf] : [deaf, mute];
      faults.inject({ kind: 'cut', from, to, isCut: true });
      return () => faults.inject({ kind: 'cut', from, to, isCut: false });
    },
  },
  {
    name: 'slow one way',
    begin(target) {
      const node = target.random.pick(target.servers);
      return change(target, [node.id], others(target.servers, node), { latencyMs: [20, 60] });
    },
  },
  {
    name: 'requests held back',
    begin: (target) => changeAll(target, { holdProbability: 0.2, holdDelayMs: [50, 1_500] }),
  },
  {
    name: 'late copies',
    begin: (target) => changeAll(target, { duplicateProbability: 0.3, duplicateDelayMs: [0, 1_500] }),
  },
];

export const DISTURBANCES: readonly Disturbance[] = [
  ...LINK_DISTURBANCES,
  {
    name: 'clock drift',
    begin(target) {
      const { id } = leaderOrAny(target);
      target.faults.inject({ kind: 'clock', node: id, rate: target.random.pick(CLOCK_RATES) });
      return () => target.faults.inject({ kind: 'clock', node: id, rate: 1 });
    },
  },
  {
    name: 'split',
    begin(target) {
      const shuffled = target.random.shuffled(target.servers);
      const size = target.random.int(1, shuffled.length - 1);
      return split(target, shuffled.slice(0, size), shuffled.slice(size));
    },
  },
  {
    name: 'leader cut off',
    begin: (target) => splitOff(target, leaderOrAny(target)),
  },
  {
    name: 'crash',
    crashes: true,
    begin(target) {
      const node = target.random.chance(0.5) ? leaderOrAny(target) : target.random.pick(target.servers);
      target.faults.inject({ kind: 'crash', node: node.id });
      return () => target.faults.inject({ kind: 'restart', node: node.id });
    },
  },
  {
    name: 'crash between effects',
    crashes: true,
    begin(target) {
      const { faults, random } = target;
      const { id } = leaderOrAny(target);
      const [after, skip] = [random.pick(EFFECTS), random.int(0, 5)];
      faults.inject({ kind: 'crash-point', node: id, after, skip, withinMs: CRASH_WITHIN_MS });
      return () => faults.inject({ kind: 'restart', node: id });
    },
  },
  {
    name: 'all crash',
    crashes: true,
    begin({ faults, servers }) {
      for (const { id } of servers) faults.inject({ kind: 'crash', node: id });
      return () => {
        for (const { id } of servers) faults.inject({ kind: 'restart', node: id });
      };
    },
  },
  {
    name: 'unreliable network',
    begin({ faults }) {
      faults.inject({ kind: 'network-mode', isReliable: false });
      return () => faults.inject({ kind: 'network-mode', isReliable: true });
    },
  },
  {
    name: 'replies held back',
    begin({ faults }) {
      faults.inject({ kind: 'network-mode', isReorderingReplies: true });
      return () => faults.inject({ kind: 'network-mode', isReorderingReplies: false });
    },
  },
];

function leaderOrAny({ leader, random, servers }: DisturbanceTarget): SimNode {
  return leader() ?? random.pick(servers);
}

function splitOff(target: DisturbanceTarget, node: SimNode): () => void {
  return split(
    target,
    [node],
    target.servers.filter((server) => server !== node),
  );
}

function split({ faults, servers }: DisturbanceTarget, ...groups: readonly (readonly SimNode[])[]): () => void {
  faults.inject({ kind: 'partition', groups: groups.map(idsOf) });
  return () => faults.inject({ kind: 'partition', groups: [idsOf(servers)] });
}

function changeAll(target: DisturbanceTarget, quality: LinkQuality['change']): () => void {
  return change(target, idsOf(target.servers), idsOf(target.servers), quality);
}

/** Changes links, and in the end what was changed back to what links ordinarily are. */
function change(
  { faults }: DisturbanceTarget,
  from: readonly number[],
  to: readonly number[],
  quality: LinkQuality['change'],
): () => void {
  faults.inject({ kind: 'link-quality', from, to, change: quality });
  const fields = Object.keys(quality) as (keyof LinkQuality['change'])[];
  const ordinary = Object.fromEntries(fields.map((field) => [field, ORDINARY_LINK[field]]));
  return () => faults.inject({ kind: 'link-quality', from, to, change: ordinary });
}

function others(servers: readonly SimNode[], node: SimNode): number[] {
  return idsOf(servers.filter((server) => server !== node));
}

function idsOf(nodes: readonly SimNode[]): number[] {
  return nodes.map(({ id }) => id);
}
