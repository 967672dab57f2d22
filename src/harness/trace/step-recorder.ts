import type { Call } from '../network/call.ts';
import { EVENT } from '../nodes/protocol.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { Observer } from '../observer.ts';
import type { World } from '../world.ts';
import { abbreviate } from './abbreviate.ts';
import { placesOf } from './places.ts';
import { summarise } from './step-summary.ts';
import type { TraceEntry } from './trace.ts';

/** One event of a run, as a story tells it, and the events that it follows from. */
export interface RecordedStep {
  event: number;
  atMs: number;
  node: number;
  /** `gets RequestVote {term: 2} from server 1: persists; replies {voteGranted: true}`. */
  text: string;
  isNotable: boolean;
  /** Events that happened directly before: of the same node, and the sender's of what it has received. */
  parents: readonly number[];
  /** A stack inside the bundle: where the step did what matters most; empty when nothing is known. */
  stack: string;
}

interface Cause {
  event: number;
  text: string;
}

/** Calls of a node's API that change nothing. */
const QUESTIONS = new Set(['getState']);

/** Records every event of a world with what led to it. */
export class StepRecorder implements Observer {
  readonly steps = new Map<number, RecordedStep>();
  /** The last event of each node. */
  readonly last = new Map<number, number>();
  readonly #world: World;
  readonly #sent = new Map<string, Cause>();
  readonly #answered = new Map<string, Cause>();
  readonly #timers = new Map<string, number>();
  readonly #calls = new Map<number, Call>();
  /** Stacks repeat: each text is kept once. */
  readonly #stacks = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
    world.observers.add(this);
  }

  onRequest(call: Call): void {
    this.#sent.set(keyOf(call), { event: this.#world.budget.events, text: '' });
  }

  onArrival(call: Call): void {
    this.#calls.set(call.number, call);
  }

  onReply(call: Call, value: string): void {
    const text = `gets the reply ${abbreviate(value)} of ${call.to.spec.name} to ${call.method}`;
    this.#answered.set(keyOf(call), { event: this.#world.budget.events, text });
  }

  add({ event, atMs, node: id, what, effects, notes }: TraceEntry): void {
    const node = this.#world.node(id);
    const { clauses, isNotable, mainEffect } = summarise(effects, (other) => this.#world.node(other).spec.name);
    const [kind, a, b, ...operands] = what.split(' ');
    const cause = this.#causeOf(node, Number(kind), Number(a), Number(b), operands.join(' '));
    const previous = this.last.get(id);
    const parents = [previous, cause.event].filter((parent) => parent !== undefined && parent > 0) as number[];
    this.last.set(id, event);
    for (const [, timerId] of effects.matchAll(/^T(\d+)\t/gm)) this.#timers.set(`${id} ${timerId}`, event);
    const stack = placesOf(notes)[mainEffect]?.stack ?? '';
    if (!this.#stacks.has(stack)) this.#stacks.set(stack, stack);
    const isAsked = Number(kind) === EVENT.call && !QUESTIONS.has(operands[0] ?? '');
    this.steps.set(event, {
      event,
      atMs,
      node: id,
      text: [cause.text, clauses.join('; ')].filter((part) => part !== '').join(': '),
      isNotable: isNotable || isAsked || Number(kind) === EVENT.boot,
      parents,
      stack: this.#stacks.get(stack) as string,
    });
  }

  #causeOf(node: SimNode, kind: number, a: number, b: number, operand: string): Partial<Cause> & { text: string } {
    switch (kind) {
      case EVENT.boot:
        return { text: node.incarnation === 1 ? 'starts' : 'starts again' };
      case EVENT.timer:
        return { text: 'has a timer run out', event: this.#timers.get(`${node.id} ${a}`) ?? 0 };
      case EVENT.rpc: {
        const call = this.#calls.get(a) as Call;
        const copy = call.isDuplicate ? ' once more' : '';
        return {
          text: `gets ${call.method} ${abbreviate(call.args)} from ${call.from.spec.name}${copy}`,
          event: this.#sent.get(keyOf(call))?.event ?? 0,
        };
      }
      case EVENT.reply: {
        const key = `${node.id} ${node.incarnation} ${a}`;
        return b === 1
          ? (this.#answered.get(key) ?? { text: 'gets a reply' })
          : { text: 'learns that a call has failed' };
      }
      case EVENT.call: {
        const space = operand.indexOf(' ');
        return { text: `is asked to ${operand.slice(0, space)} ${abbreviate(operand.slice(space + 1))}` };
      }
      case EVENT.applied:
        return { text: 'goes on after an apply' };
      default:
        return { text: 'has a file operation done' };
    }
  }
}

function keyOf({ from, fromIncarnation, rpcId }: Call): string {
  return `${from.id} ${fromIncarnation} ${rpcId}`;
}
