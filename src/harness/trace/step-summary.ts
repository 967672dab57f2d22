import { type EffectSink, ProtocolViolation, readEffects } from '../nodes/effects.ts';
import { abbreviate } from './abbreviate.ts';

/** What a step did, for people. */
export interface StepSummary {
  /** One clause each: `persists`, `applies "x" at index 4`. */
  clauses: string[];
  /** Did it change something that lasts, or that others depend on? A heartbeat and its answer do not. */
  isNotable: boolean;
  /** Which of the effects says most about it; −1: none. */
  mainEffect: number;
}

/** @param name of a node, by id. */
export function summarise(effects: string, name: (node: number) => string): StepSummary {
  const summary = new Summary(name);
  try {
    readEffects(effects, summary);
  } catch (error) {
    // What the node sent is not understood from here on: the failure says so.
    if (!(error instanceof ProtocolViolation)) throw error;
  }
  return { clauses: summary.clauses(), isNotable: summary.isNotable, mainEffect: summary.mainEffect };
}

/** How much an effect says about its step. */
const WEIGHT = { none: 0, sent: 1, said: 2, kept: 3, changed: 4 };

class Summary implements EffectSink {
  isNotable = false;
  mainEffect = -1;
  readonly #name: (node: number) => string;
  readonly #clauses: string[] = [];
  /** Method and arguments → receivers. */
  readonly #sent = new Map<string, string[]>();
  #isPersisted = false;
  #weight = WEIGHT.none;
  #count = 0;

  constructor(name: (node: number) => string) {
    this.#name = name;
  }

  clauses(): string[] {
    const sent = [...this.#sent].map(([message, receivers]) => `sends ${message} to ${receivers.join(', ')}`);
    return [...(this.#isPersisted ? ['persists'] : []), ...this.#clauses, ...sent];
  }

  send(to: number, _rpcId: number, method: string, args: string): boolean {
    const message = `${method} ${abbreviate(args)}`;
    this.#sent.set(message, [...(this.#sent.get(message) ?? []), this.#name(to)]);
    return this.#is(WEIGHT.sent);
  }

  reply(_callNumber: number, value: string): boolean {
    return this.#tell(`replies ${abbreviate(value)}`, WEIGHT.said);
  }

  persist(): boolean {
    this.#isPersisted = true;
    return this.#is(WEIGHT.kept);
  }

  apply(_applyId: number, index: number, command: string): boolean {
    return this.#tell(`applies ${abbreviate(command)} at index ${index}`, WEIGHT.changed);
  }

  applySnapshot(_applyId: number, index: number, term: number): boolean {
    return this.#tell(`applies a snapshot up to index ${index}, term ${term}`, WEIGHT.changed);
  }

  returned(_callId: number, value: string): boolean {
    return this.#tell(`returns ${abbreviate(value)}`, WEIGHT.said);
  }

  role(term: number, isLeader: boolean): boolean {
    return this.#tell(isLeader ? `becomes leader in term ${term}` : `is in term ${term}, not leader`, WEIGHT.changed);
  }

  observe(topic: string, value: string): boolean {
    return this.#tell(`${topic} ${abbreviate(value)}`, WEIGHT.changed);
  }

  file(_operationId: number, operation: string, args: string): boolean {
    return this.#tell(`file ${operation} ${abbreviate(args)}`, WEIGHT.kept);
  }

  exit(code: number): boolean {
    return this.#tell(`exits with code ${code}`, WEIGHT.changed);
  }

  setTimer(): boolean {
    return this.#is(WEIGHT.none);
  }

  clearTimer(): boolean {
    return this.#is(WEIGHT.none);
  }

  log(): boolean {
    return true;
  }

  error(): boolean {
    return true;
  }

  #tell(clause: string, weight: number): true {
    this.#clauses.push(clause);
    return this.#is(weight);
  }

  #is(weight: number): true {
    if (weight > this.#weight) {
      this.#weight = weight;
      this.mainEffect = this.#count;
    }
    this.isNotable ||= weight >= WEIGHT.kept;
    this.#count++;
    return true;
  }
}
