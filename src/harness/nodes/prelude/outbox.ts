import { withoutHostFrames } from './stack.ts';

const EFFECTS = [
  'send',
  'reply',
  'setTimer',
  'clearTimer',
  'persistState',
  'persistBoth',
  'apply',
  'applySnapshot',
  'returned',
  'role',
  'observe',
  'file',
  'exit',
] as const;

const { stringify } = JSON;

/** Collects the effects of a step as one text (`protocol.ts` says how they are written). */
export class Outbox {
  #text = '';
  #notes = '';

  /** From now on every effect is noted with the stack that it comes from. */
  notePlaces(): void {
    for (const name of EFFECTS) {
      const original: (...operands: never[]) => void = this[name];
      Object.assign(this, {
        [name]: (...operands: never[]) => {
          this.#notePlace();
          Reflect.apply(original, this, operands);
        },
      });
    }
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  takeNotes(): string {
    const notes = this.#notes;
    this.#notes = '';
    return notes;
  }

  send(to: number, rpcId: number, method: string, args: string): void {
    this.#text += `S${to}\t${rpcId}\t${method}\t${args}\n`;
  }

  reply(callNumber: number, value: string): void {
    this.#text += `R${callNumber}\t${value}\n`;
  }

  setTimer(timerId: number, delayMs: number): void {
    this.#text += `T${timerId}\t${delayMs}\n`;
  }

  clearTimer(timerId: number): void {
    this.#text += `C${timerId}\n`;
  }

  /** @param kept how many characters of the state stay as they were. */
  persistState(kept: number, rest: string): void {
    this.#text += `P${kept}\t${rest.length}\t${rest}\n`;
  }

  persistBoth(kept: number, rest: string, snapshot: string): void {
    this.#text += `Q${kept}\t${rest.length}\t${snapshot.length}\t${rest}${snapshot}\n`;
  }

  apply(applyId: number, index: number, command: string): void {
    this.#text += `A${applyId}\t${index}\t${command}\n`;
  }

  applySnapshot(applyId: number, index: number, term: number, snapshot: string): void {
    const text = String(snapshot).toWellFormed();
    this.#text += `I${applyId}\t${index}\t${term}\t${text.length}\t${text}\n`;
  }

  returned(callId: number, value: string): void {
    this.#text += `V${callId}\t${value}\n`;
  }

  role(term: number, isLeader: boolean): void {
    this.#text += `G${term}\t${isLeader ? 1 : 0}\n`;
  }

  observe(topic: string, value: string): void {
    this.#text += `O${topic}\t${value}\n`;
  }

  file(operationId: number, operation: string, args: string): void {
    this.#text += `F${operationId}\t${operation}\t${args}\n`;
  }

  log(level: string, text: string): void {
    this.#notes += `L${this.#text.length}\t${level}\t${stringify(text)}\n`;
  }

  error(description: string): void {
    this.#notes += `E${this.#text.length}\t${description}\n`;
  }

  exit(code: number): void {
    this.#text += `X${code}\n`;
  }

  #notePlace(): void {
    const stack = withoutHostFrames(String(new Error().stack));
    this.#notes += `W${this.#text.length}\t${stringify(stack)}\n`;
  }
}
