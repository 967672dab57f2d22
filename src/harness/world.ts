import { assert } from '../base/assert.ts';
import type { RandomStream } from '../base/random.ts';
import { Load } from './machine/load.ts';
import { Network } from './network/network.ts';
import { LABRPC, type NetworkProfile } from './network/profile.ts';
import { ProtocolViolation, readEffects } from './nodes/effects.ts';
import type { Host } from './nodes/host.ts';
import { NodeError } from './nodes/node-error.ts';
import { EVENT, type EventKind } from './nodes/protocol.ts';
import { type NodeSpec, SimNode } from './nodes/sim-node.ts';
import { ObserverList } from './observer.ts';
import { Budget, BudgetExceeded, DEFAULT_LIMITS, type Limits } from './simulation/budget.ts';
import { type Drain, runLoop } from './simulation/drain.ts';
import { Scheduler } from './simulation/scheduler.ts';
import { type SimEvent, TASK } from './simulation/sim-event.ts';
import { type CrashPoint, StepEffects } from './step-effects.ts';
import { Disk } from './storage/disk.ts';
import { Trace, type TraceEntry } from './trace/trace.ts';
import type { Variation } from './variation.ts';

export interface LogLine {
  atMs: number;
  node: string;
  level: string;
  text: string;
}

export interface WorldOptions {
  /** Decides everything that is left to chance. */
  seed: number | string;
  host: Host;
  profile?: NetworkProfile;
  limits?: Partial<Limits>;
  /** Absent: the run is what its seed makes of it. */
  variation?: Variation | undefined;
  /** Receives the nodes' console output. Absent: it is not even formatted. */
  onLog?: (line: LogLine) => void;
  onTrace?: (entry: TraceEntry) => void;
  /** Have the nodes note where in their code each effect comes from? Changes no trace, but costs time. */
  notesPlaces?: boolean;
  /** Told before every event, with real time in mind: a watchdog's sign of life. */
  onProgress?: () => void;
  /** Absent: microtasks run by leaving the loop at every event, which is slower. */
  drain?: Drain | undefined;
}

/** How a file operation ended; `error` in words. */
export type FileResult = { value: unknown } | { error: string };

interface PendingCall {
  node: SimNode;
  method: string;
  args: string;
  resolve(value: string | undefined): void;
}

/**
 * The simulated world: nodes, network, disks and a driver (the test) on one virtual clock.
 *
 * The driver is an ordinary async function; it runs only between events, when something that it waits for happens.
 * What it does to the world takes effect at once, what it asks of nodes is queued behind what is due now.
 */
export class World {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly nodes: SimNode[] = [];
  readonly observers = new ObserverList();
  readonly budget: Budget;
  readonly variation: Variation;
  readonly #host: Host;
  readonly #trace: Trace;
  readonly #options: WorldOptions;
  readonly #calls = new Map<number, PendingCall>();
  readonly #effects: StepEffects;
  #nextCallId = 1;
  #driverIsReady = false;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#host = options.host;
    this.scheduler = new Scheduler(options.seed);
    this.variation = options.variation ?? {};
    this.network = new Network(options.profile ?? LABRPC, this.scheduler, this.variation);
    this.budget = new Budget({ ...DEFAULT_LIMITS, ...options.limits });
    this.#trace = new Trace(options.onTrace);
    const { onLog } = options;
    this.#effects = new StepEffects(
      this,
      onLog && ((node, level, text) => onLog({ atMs: this.nowMs, node: node.spec.name, level, text })),
    );
  }

  get nowMs(): number {
    return this.scheduler.nowMs;
  }

  /** SHA-256 over all events and effects so far. */
  digest(): string {
    return this.#trace.hex();
  }

  stream(name: string): RandomStream {
    return this.scheduler.stream(name);
  }

  node(id: number): SimNode {
    const node = this.nodes[id];
    assert(node !== undefined, `there is no node ${id}`);
    return node;
  }

  /** Adds a node; it does not run before {@link boot}. */
  addNode(spec: NodeSpec): SimNode {
    const load = spec.machine && new Load(spec.machine, this.scheduler);
    const node = new SimNode(this.nodes.length, spec, new Disk(), load);
    this.nodes.push(node);
    return node;
  }

  /** Starts a node from its disk, now. */
  boot(node: SimNode): void {
    assert(!node.isAlive, `${node.spec.name} runs already`);
    node.isAlive = true;
    node.incarnation++;
    this.scheduler.scheduleEvent(0, EVENT.boot, node, node.incarnation, 0, '', '');
  }

  /** Ends the node's current incarnation at once: nothing of it happens any more. Its disk stays. */
  stop(node: SimNode): void {
    if (!node.isAlive) return;
    node.isAlive = false;
    for (const timer of node.timers.values()) timer.isCancelled = true;
    node.timers.clear();
    node.callsInProgress = 0;
    node.load?.reset();
    this.#host.stop(node.id);
    this.network.forget(node);
    for (const [callId, call] of this.#calls) {
      if (call.node === node) {
        this.#calls.delete(callId);
        call.resolve(undefined);
        this.#driverIsReady = true;
      }
    }
    for (const observer of this.observers.onStop) observer.onStop(node);
  }

  /**
   * Calls the node's own API. Resolves to the result as JSON, or to undefined when the node stops before it returns or
   * does not run.
   */
  call(node: SimNode, method: string, args: readonly unknown[]): Promise<string | undefined> {
    if (!node.isAlive) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const callId = this.#nextCallId++;
      const text = JSON.stringify(args);
      this.#calls.set(callId, { node, method, args: text, resolve });
      this.scheduler.scheduleEvent(0, EVENT.call, node, callId, 0, method, text);
    });
  }

  /** A call of the node's API has returned. */
  completeCall(node: SimNode, callId: number, value: string): void {
    const call = this.#calls.get(callId);
    if (call === undefined || call.node !== node) {
      throw new ProtocolViolation(`${node.spec.name} returned from call ${callId}, which it was never given`);
    }
    this.#calls.delete(callId);
    for (const observer of this.observers.onReturn) observer.onReturn(node, call.method, call.args, value);
    const resolve = () => {
      call.resolve(value);
      this.#driverIsReady = true;
    };
    if (node.load === undefined) resolve();
    else this.scheduler.scheduleTask(node.load.outputInMs, resolve);
  }

  /** Tells a node that the service has taken its apply message. */
  acknowledgeApply(node: SimNode, applyId: number): void {
    if (applyId !== 0 && node.isAlive) this.scheduler.scheduleEvent(0, EVENT.applied, node, applyId, 0, '', '');
  }

  /** Tells a node, some time from now, that its file operation is done, with the result or what went wrong. */
  answerFile(node: SimNode, operationId: number, result: FileResult, delayMs: number): void {
    const value = JSON.stringify('value' in result ? result.value : result.error);
    this.scheduler.scheduleEvent(delayMs, EVENT.file, node, operationId, 'value' in result ? 1 : 0, '', value);
  }

  /** Lets the driver's side run its microtasks before the next event. For observers that work with promises. */
  wakeDriver(): void {
    this.#driverIsReady = true;
  }

  /**
   * Crashes the first node for which the point says so, between two effects of one step.
   *
   * @returns what takes the point back.
   */
  addCrashPoint(point: CrashPoint): () => void {
    return this.#effects.addCrashPoint(point);
  }

  /** Resolves after that much virtual time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.scheduler.scheduleTask(ms, resolve);
    });
  }

  /**
   * Runs the world until the driver's promise settles, and settles the same way.
   *
   * @throws whatever the driver or an observer throws; BudgetExceeded; NodeError when a node's code fails.
   */
  run<T>(driver: () => Promise<T>): Promise<T> {
    return runLoop(this.#loop(driver, this.#options.drain), this.#options.drain);
  }

  *#loop<T>(driver: () => Promise<T>, drain: Drain | undefined): Generator<void, T> {
    let outcome: { value: T } | { error: unknown } | undefined;
    driver().then(
      (value) => {
        outcome = { value };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
    if (drain === undefined) yield;
    else drain();
    while (outcome === undefined) {
      const event = this.scheduler.next();
      if (event === undefined) throw new BudgetExceeded('timeout', 'nothing is left that could happen');
      this.budget.checkTime(event.atMs);
      this.#options.onProgress?.();
      if (event.kind === TASK) {
        event.task?.();
        if (drain === undefined) yield;
        else drain();
      } else if (event.node?.load?.admit(event) !== false) {
        this.budget.spend(event.atMs);
        this.#deliver(event);
        if (drain === undefined) yield;
        else drain();
        if (isCurrent(event)) this.#collect(event, event.node as SimNode);
        if (this.#driverIsReady) {
          this.#driverIsReady = false;
          if (drain === undefined) yield;
          else drain();
        }
      }
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  #deliver(event: SimEvent): void {
    const node = event.node as SimNode;
    switch (event.kind) {
      case TASK:
        return;
      case EVENT.boot:
        this.#host.boot(node.id, {
          program: node.spec.program,
          options: node.spec.options,
          seed: `${this.scheduler.seed}/${node.spec.name}/${node.incarnation}`,
          nowMs: node.clock?.localMs(event.atMs) ?? event.atMs,
          state: node.disk.state,
          snapshot: node.disk.snapshot,
          logs: this.#options.onLog !== undefined,
          places: this.#options.notesPlaces ?? false,
        });
        for (const observer of this.observers.onBoot) observer.onBoot(node);
        return;
      case EVENT.timer:
        node.timers.delete(event.a);
        break;
      case EVENT.rpc: {
        const call = this.network.arrive(event.a);
        for (const observer of this.observers.onArrival) observer.onArrival(call);
        break;
      }
    }
    if (!isCurrent(event)) return;
    if (event.kind === EVENT.reply) node.callsInProgress--;
    this.#host.deliver(
      node.id,
      node.clock?.localMs(event.atMs) ?? event.atMs,
      event.kind,
      event.a,
      event.b,
      event.c,
      event.d,
    );
  }

  #collect(event: SimEvent, node: SimNode): void {
    let effects = '';
    let notes = '';
    try {
      effects = this.#host.collect(node.id);
      notes = this.#host.takeNotes(node.id);
      node.load?.step(event.d.length + effects.length);
      if (effects !== '' || notes !== '') readEffects(effects, this.#effects.of(node), notes);
    } catch (error) {
      if (error instanceof ProtocolViolation) throw new NodeError(node, error.message, '');
      throw error;
    } finally {
      // Last, because reading has made one flat string of the pieces; but whatever the reading led to.
      const { kind, atMs, a, b } = event;
      this.#trace.add(this.budget.events, atMs, node.id, kind as EventKind, a, b, operandOf(event), effects, notes);
    }
  }
}

/** Does the incarnation still run that the event is for? An observer may have stopped it just now. */
function isCurrent({ node, incarnation }: SimEvent): boolean {
  return node?.isAlive === true && node.incarnation === incarnation;
}

/** What the trace holds of an event beside its numbers: a message is there already, as its sender's effect. */
function operandOf(event: SimEvent): string {
  return event.kind === EVENT.call ? `${event.c} ${event.d}` : '';
}
