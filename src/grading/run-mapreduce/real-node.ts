import { randomUUID } from 'node:crypto';
import { type EffectSink, ProtocolViolation, readEffects } from '../../harness/nodes/effects.ts';
import { EVENT, type EventKind } from '../../harness/nodes/protocol.ts';
import { type Bundle, VmHost } from '../../harness/nodes/vm-host.ts';
import { parseFileOperation } from '../../harness/storage/file-operation.ts';
import type { BootMessage, FromProcess } from './messages.ts';
import { performOnDisk } from './real-files.ts';

const SLOT = 0;
/** The coordinator's node id, the only one that anybody calls. */
const COORDINATOR = 0;

export interface RealNodeOptions {
  boot: BootMessage;
  bundle: Bundle;
  send(message: FromProcess): void;
  /** The process is to end. */
  exit(code: number): void;
}

/**
 * Runs one program on the node protocol with real timers, real files and real messages, instead of in a simulation.
 *
 * Steps are taken one after the other, as in the simulator: an event, then all microtasks, then the effects.
 */
export class RealNode implements EffectSink {
  readonly #options: RealNodeOptions;
  readonly #host: VmHost;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #lastStep: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(options: RealNodeOptions) {
    this.#options = options;
    this.#host = new VmHost(options.bundle);
  }

  boot(): void {
    const { program, options, logs } = this.#options.boot;
    this.#step(() =>
      this.#host.boot(SLOT, {
        program,
        options,
        seed: randomUUID(),
        nowMs: this.#nowMs(),
        state: '',
        snapshot: '',
        logs,
        places: false,
      }),
    );
  }

  onRpc(callNumber: number, method: string, args: string): void {
    this.#deliver(EVENT.rpc, callNumber, COORDINATOR, method, args);
  }

  /** @param value undefined: the call has failed. */
  onReply(rpcId: number, value: string | undefined): void {
    this.#deliver(EVENT.reply, rpcId, value === undefined ? 0 : 1, '', value ?? '');
  }

  #deliver(kind: EventKind, a: number, b: number, c: string, d: string): void {
    this.#step(() => this.#host.deliver(SLOT, this.#nowMs(), kind, a, b, c, d));
  }

  #step(act: () => void): void {
    this.#lastStep = this.#lastStep
      .then(() => this.#take(act))
      .catch((error: Error) => void this.#fail(error.message, ''));
  }

  async #take(act: () => void): Promise<void> {
    if (this.#isOver) return;
    act();
    await new Promise((resolve) => setImmediate(resolve));
    readEffects(this.#host.collect(SLOT), this, this.#host.takeNotes(SLOT));
  }

  #nowMs(): number {
    return Date.now() - this.#options.boot.startedAtMs;
  }

  send(to: number, rpcId: number, method: string, args: string): boolean {
    if (to !== COORDINATOR) throw new ProtocolViolation(`a message to node ${to}, which does not exist`);
    this.#options.send({ type: 'send', rpcId, method, args });
    return true;
  }

  reply(callNumber: number, value: string): boolean {
    this.#options.send({ type: 'reply', callNumber, value });
    return true;
  }

  setTimer(timerId: number, delayMs: number): boolean {
    this.clearTimer(timerId);
    const fire = () => {
      this.#timers.delete(timerId);
      this.#deliver(EVENT.timer, timerId, 0, '', '');
    };
    this.#timers.set(timerId, setTimeout(fire, delayMs));
    return true;
  }

  clearTimer(timerId: number): boolean {
    clearTimeout(this.#timers.get(timerId));
    this.#timers.delete(timerId);
    return true;
  }

  file(operationId: number, operation: string, args: string): boolean {
    performOnDisk(this.#options.boot.folder, parseFileOperation(operation, args)).then(
      (value) => this.#deliver(EVENT.file, operationId, 1, '', JSON.stringify(value)),
      (error: Error) => this.#deliver(EVENT.file, operationId, 0, '', JSON.stringify(error.message)),
    );
    return true;
  }

  observe(topic: string, value: string): boolean {
    this.#options.send({ type: 'observe', topic, value });
    return true;
  }

  log(level: string, text: string): boolean {
    this.#options.send({ type: 'log', level, text: String(JSON.parse(text)) });
    return true;
  }

  error(description: string): boolean {
    const { message, stack } = JSON.parse(description) as { message: string; stack: string };
    return this.#fail(message, stack);
  }

  exit(code: number): boolean {
    this.#isOver = true;
    this.#options.exit(code);
    return false;
  }

  persist(): boolean {
    return this.#refuse('persist');
  }

  apply(): boolean {
    return this.#refuse('apply');
  }

  applySnapshot(): boolean {
    return this.#refuse('apply');
  }

  returned(): boolean {
    return this.#refuse('return');
  }

  role(): boolean {
    return this.#refuse('role');
  }

  #refuse(effect: string): never {
    throw new ProtocolViolation(`a ${effect} effect, which a job has no use for`);
  }

  #fail(message: string, stack: string): false {
    this.#isOver = true;
    this.#options.send({ type: 'error', message, stack });
    this.#options.exit(1);
    return false;
  }
}
