import type { RandomStream } from '../../base/random.ts';
import { ProtocolViolation } from '../nodes/effects.ts';
import { EVENT } from '../nodes/protocol.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import { STRATEGIES } from '../strategies/registry.ts';
import type { Disturbance } from '../strategies/strategy.ts';
import { type Loss, lossId, type Variation } from '../variation.ts';
import { Call } from './call.ts';
import { NetworkCounters } from './counters.ts';
import { type Link, LinkTable } from './link.ts';
import type { NetworkProfile } from './profile.ts';

/**
 * The simulated network: decides for every call whether and when its request and its reply arrive.
 *
 * The switches act on the whole network, as in labrpc; everything else on one link. A request in flight is delivered
 * even if its link is cut meanwhile, but only to the incarnation that it was sent to.
 */
export class Network {
  isReliable = true;
  /** Two replies in three are held back for 0.2 to 2.2 s. */
  isReorderingReplies = false;
  /** Callers of unreachable servers learn it after up to 7 s, not 0.1 s. */
  hasLongDelays = false;
  readonly counters = new NetworkCounters();
  /** The messages that an unreliable network has lost. */
  readonly losses: Loss[] = [];
  readonly #profile: NetworkProfile;
  readonly #scheduler: Scheduler;
  readonly #random: RandomStream;
  readonly #links = new LinkTable();
  /** Calls whose request is on its way, or whose handler has not replied yet. */
  readonly #pending = new Map<number, Call>();
  readonly #disturbance: Disturbance | undefined;
  readonly #keptLosses: ReadonlySet<string> | undefined;
  readonly #isPunctual: boolean;
  #nextNumber = 1;

  constructor(profile: NetworkProfile, scheduler: Scheduler, variation: Variation = {}) {
    this.#profile = profile;
    this.#scheduler = scheduler;
    this.#random = scheduler.stream('network');
    const { strategy, keptLosses, isPunctual = false } = variation;
    this.#disturbance =
      strategy && STRATEGIES[strategy.name].create(scheduler.stream(`${strategy.name}/${strategy.salt}`));
    this.#keptLosses = keptLosses && new Set(keptLosses);
    this.#isPunctual = isPunctual;
  }

  link(from: number, to: number): Readonly<Link> {
    return this.#links.get(from, to);
  }

  /** Changes a link. Calls in progress over an end that is now disabled fail at their next poll. */
  updateLink(from: number, to: number, change: Partial<Link>): void {
    this.#links.update(from, to, change);
    if (change.isEnabled === false) {
      for (const call of this.#pending.values()) {
        if (call.hasArrived && call.from.id === from && call.to.id === to) this.#pollLater(call);
      }
    }
  }

  send(from: SimNode, rpcId: number, to: SimNode, method: string, args: string): Call {
    this.counters.calls++;
    this.counters.bytes += Buffer.byteLength(args);
    const call = new Call(this.#nextNumber++, from, rpcId, to, method, args, false);
    const link = this.#links.get(from.id, to.id);
    if (!link.isEnabled || link.isCut || !to.isAlive) {
      this.#failUnreachable(call);
      return call;
    }
    let delayMs = from.load?.send(args.length) ?? 0;
    if (!this.isReliable) {
      const unreliableDelayMs = this.#random.int(...this.#profile.unreliableDelayMs);
      if (!this.#isPunctual) delayMs += unreliableDelayMs;
      if (this.#isLost(call, 'request')) {
        this.#fail(call, delayMs);
        return call;
      }
    }
    if (link.holdProbability > 0 && this.#random.chance(link.holdProbability)) {
      delayMs += this.#random.between(...link.holdDelayMs);
    }
    this.#depart(call, delayMs + this.#travelMs(link, from, to));
    if (link.duplicateProbability > 0 && this.#random.chance(link.duplicateProbability)) {
      const copy = new Call(this.#nextNumber++, from, rpcId, to, method, args, true);
      this.#depart(copy, delayMs + this.#travelMs(link, from, to) + this.#random.between(...link.duplicateDelayMs));
    }
    return call;
  }

  /** A request arrives: the call to hand to its server. */
  arrive(callNumber: number): Call {
    const call = this.#pending.get(callNumber) as Call;
    call.deliveredAtMs = this.#scheduler.nowMs;
    // Its end was disabled while it was on its way: the first look finds that out.
    if (!this.#links.get(call.from.id, call.to.id).isEnabled) this.#pollLater(call);
    this.counters.dispatched[call.to.id] = this.counters.dispatchedTo(call.to.id) + 1;
    return call;
  }

  /**
   * A server replies.
   *
   * @returns the call, or undefined when nobody waits for the reply any more.
   * @throws ProtocolViolation for a call that this server never received.
   */
  reply(server: SimNode, callNumber: number, value: string): Call | undefined {
    const call = this.#pending.get(callNumber);
    if (call === undefined) return undefined;
    if (call.to !== server || !call.hasArrived)
      throw new ProtocolViolation(`a reply to call ${callNumber}, which it was never given`);
    this.#pending.delete(callNumber);
    if (call.isDuplicate) return call;
    if (!this.#links.get(call.from.id, call.to.id).isEnabled) {
      this.#fail(call, 0);
      return call;
    }
    const back = this.#links.get(call.to.id, call.from.id);
    if (back.isCut) {
      this.#failUnreachable(call);
      return call;
    }
    if (!this.isReliable && this.#isLost(call, 'reply')) {
      this.#fail(call, 0);
      return call;
    }
    let delayMs = this.#travelMs(back, call.to, call.from) + (server.load?.send(value.length) ?? 0);
    if (this.isReorderingReplies && this.#random.chance(this.#profile.reorderProbability)) {
      const [least, spread] = this.#profile.reorderDelayMs;
      const heldBackMs = least + this.#random.int(0, this.#random.int(0, spread));
      if (!this.#isPunctual) delayMs += heldBackMs;
    }
    this.counters.bytes += Buffer.byteLength(value);
    this.#scheduleReply(call, delayMs, 1, value);
    return call;
  }

  /** A node's current incarnation has ended: its calls are void, and calls to it fail at their next poll. */
  forget(node: SimNode): void {
    this.counters.dispatched[node.id] = 0;
    for (const call of this.#pending.values()) {
      if (call.to !== node) continue;
      this.#pending.delete(call.number);
      if (call.isDuplicate) continue;
      // A request that finds its server dead fails like one whose reply is suppressed: when it arrives.
      const link = this.#links.get(call.from.id, node.id);
      this.#fail(call, call.hasArrived ? this.#msToNextPoll(call) : this.#latency(link));
    }
  }

  #depart(call: Call, delayMs: number): void {
    this.#pending.set(call.number, call);
    this.#scheduler.scheduleEvent(delayMs, EVENT.rpc, call.to, call.number, call.from.id, call.method, call.args);
  }

  #latency(link: Readonly<Link>): number {
    const [least, most] = link.latencyMs ?? this.#profile.latencyMs;
    return this.#random.between(least, most);
  }

  #travelMs(link: Readonly<Link>, from: SimNode, to: SimNode): number {
    return this.#latency(link) + (this.#disturbance?.delayMs(from.id, to.id) ?? 0);
  }

  /** Does chance lose this message? Always draws, so that one message more or less changes nothing for the others. */
  #isLost(call: Call, direction: Loss['direction']): boolean {
    if (!this.#random.chance(this.#profile.lossProbability)) return false;
    const [from, to] = direction === 'request' ? [call.from, call.to] : [call.to, call.from];
    const { number, method } = call;
    const loss: Loss = { atMs: this.#scheduler.nowMs, call: number, direction, from: from.id, to: to.id, method };
    if (this.#keptLosses?.has(lossId(loss)) === false) return false;
    this.losses.push(loss);
    return true;
  }

  #failUnreachable(call: Call): void {
    const { short, long } = this.#profile.unreachableMs;
    this.#fail(call, this.#random.int(0, this.hasLongDelays ? long : short));
  }

  #fail(call: Call, delayMs: number): void {
    this.#scheduleReply(call, delayMs, 0, '');
  }

  #scheduleReply(call: Call, delayMs: number, ok: 0 | 1, value: string): void {
    if (call.from.incarnation !== call.fromIncarnation || !call.from.isAlive) return;
    this.#scheduler.scheduleEvent(delayMs, EVENT.reply, call.from, call.rpcId, ok, '', value);
  }

  #msToNextPoll(call: Call): number {
    const { pollMs } = this.#profile;
    const waitedMs = this.#scheduler.nowMs - call.deliveredAtMs;
    return pollMs - (waitedMs % pollMs);
  }

  #pollLater(call: Call): void {
    this.#scheduler.scheduleTask(this.#msToNextPoll(call), () => {
      const isPending = this.#pending.get(call.number) === call;
      if (!isPending || this.#links.get(call.from.id, call.to.id).isEnabled) return;
      this.#pending.delete(call.number);
      if (!call.isDuplicate) this.#fail(call, 0);
    });
  }
}
