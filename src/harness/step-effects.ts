import { type EffectSink, ProtocolViolation } from './nodes/effects.ts';
import { NodeError } from './nodes/node-error.ts';
import { EVENT } from './nodes/protocol.ts';
import type { SimNode } from './nodes/sim-node.ts';
import type { World } from './world.ts';

const MAX_TIMERS_PER_NODE = 100_000;
/** More than the busiest server ever waits for, and little enough that all of them have room in memory. */
const MAX_CALLS_PER_NODE = 50_000;

/** Which effect of a step a crash point waits for. */
export type CrashableEffect = 'send' | 'reply' | 'persist' | 'apply';

/** Asked after each effect of a step that a crash point may wait for; true: the node crashes here. */
export type CrashPoint = (node: SimNode, effect: CrashableEffect) => boolean;

/**
 * Carries out the effects of a step, in order. A crash point ends the node between two of them; what comes behind
 * never happens.
 */
export class StepEffects implements EffectSink {
  readonly #world: World;
  readonly #crashPoints = new Set<CrashPoint>();
  #node!: SimNode;
  #incarnation = 0;
  #onLog: ((node: SimNode, level: string, text: string) => void) | undefined;

  constructor(world: World, onLog: ((node: SimNode, level: string, text: string) => void) | undefined) {
    this.#world = world;
    this.#onLog = onLog;
  }

  /** The sink for effects of this node, until the next call. */
  of(node: SimNode): EffectSink {
    this.#node = node;
    this.#incarnation = node.incarnation;
    return this;
  }

  /** @returns what takes the point back. */
  addCrashPoint(point: CrashPoint): () => void {
    this.#crashPoints.add(point);
    return () => this.#crashPoints.delete(point);
  }

  send(to: number, rpcId: number, method: string, args: string): boolean {
    const target = this.#world.nodes[to];
    if (target === undefined) throw new ProtocolViolation(`a message to node ${to}, which does not exist`);
    if (++this.#node.callsInProgress > MAX_CALLS_PER_NODE) {
      throw new ProtocolViolation(`more than ${MAX_CALLS_PER_NODE} calls to other servers are in progress`);
    }
    const call = this.#world.network.send(this.#node, rpcId, target, method, args);
    for (const observer of this.#world.observers.onRequest) observer.onRequest(call);
    return this.#survives('send');
  }

  reply(callNumber: number, value: string): boolean {
    const call = this.#world.network.reply(this.#node, callNumber, value);
    if (call !== undefined) {
      for (const observer of this.#world.observers.onReply) observer.onReply(call, value);
    }
    return this.#survives('reply');
  }

  setTimer(timerId: number, delayMs: number): boolean {
    const node = this.#node;
    if (node.timers.size >= MAX_TIMERS_PER_NODE) {
      throw new ProtocolViolation(`more than ${MAX_TIMERS_PER_NODE} timers are pending`);
    }
    this.clearTimer(timerId);
    node.timers.set(
      timerId,
      this.#world.scheduler.scheduleEvent(delayMs / (node.clock?.rate ?? 1), EVENT.timer, node, timerId, 0, '', ''),
    );
    return true;
  }

  clearTimer(timerId: number): boolean {
    const timer = this.#node.timers.get(timerId);
    if (timer !== undefined) {
      timer.isCancelled = true;
      this.#node.timers.delete(timerId);
    }
    return true;
  }

  persist(kept: number, rest: string, snapshot: string | undefined): boolean {
    const before = this.#node.disk.state;
    if (kept > before.length) {
      throw new ProtocolViolation(`a state that keeps ${kept} characters of one that has ${before.length}`);
    }
    const state = kept === 0 ? rest : before.slice(0, kept) + rest;
    this.#node.disk.write(state, snapshot);
    this.#node.load?.write(state.length + (snapshot?.length ?? 0));
    for (const observer of this.#world.observers.onPersist) observer.onPersist(this.#node, state, snapshot);
    return this.#survives('persist');
  }

  apply(applyId: number, index: number, command: string): boolean {
    for (const observer of this.#world.observers.onApply) {
      observer.onApply(this.#node, index, command, applyId);
    }
    return this.#survives('apply');
  }

  applySnapshot(applyId: number, index: number, term: number, snapshot: string): boolean {
    for (const observer of this.#world.observers.onApplySnapshot) {
      observer.onApplySnapshot(this.#node, index, term, snapshot, applyId);
    }
    return this.#survives('apply');
  }

  returned(callId: number, value: string): boolean {
    this.#world.completeCall(this.#node, callId, value);
    return this.#isRunning;
  }

  role(term: number, isLeader: boolean): boolean {
    for (const observer of this.#world.observers.onRole) observer.onRole(this.#node, term, isLeader);
    return this.#isRunning;
  }

  observe(topic: string, value: string): boolean {
    for (const observer of this.#world.observers.onObserve) observer.onObserve(this.#node, topic, value);
    return this.#isRunning;
  }

  file(operationId: number, operation: string, args: string): boolean {
    if (this.#world.observers.onFile.length === 0) {
      throw new ProtocolViolation(`the file operation '${operation}' where there are no files`);
    }
    for (const observer of this.#world.observers.onFile) {
      observer.onFile(this.#node, operationId, operation, args);
    }
    return this.#isRunning;
  }

  log(level: string, text: string): boolean {
    this.#onLog?.(this.#node, level, String(parse(text)));
    return true;
  }

  error(description: string): boolean {
    const { message, stack } = (parse(description) ?? {}) as { message?: unknown; stack?: unknown };
    throw new NodeError(this.#node, String(message), String(stack));
  }

  exit(code: number): boolean {
    const node = this.#node;
    if (this.#world.observers.onExit.length === 0) {
      throw new ProtocolViolation(`the server ended by itself, with exit code ${code}`);
    }
    this.#world.stop(node);
    for (const observer of this.#world.observers.onExit) observer.onExit(node, code);
    return false;
  }

  /** Not when an effect of this step has led to its end. */
  get #isRunning(): boolean {
    return this.#node.isAlive && this.#node.incarnation === this.#incarnation;
  }

  #survives(effect: CrashableEffect): boolean {
    for (const point of this.#crashPoints) {
      if (!this.#isRunning) break;
      if (point(this.#node, effect)) {
        this.#crashPoints.delete(point);
        this.#world.stop(this.#node);
      }
    }
    return this.#isRunning;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ProtocolViolation(`malformed JSON ${JSON.stringify(json.slice(0, 80))}`);
  }
}
