/**
 * Reads the effects of a step. Whatever a node emits is hostile until proven otherwise: every field is validated here,
 * and only here.
 */

/** A node said something that the protocol does not allow. */
export class ProtocolViolation extends Error {
  override name = 'ProtocolViolation';
}

/** Limits of one step and one field; beyond them the step is a protocol violation. */
export const LIMIT = {
  effectsPerStep: 200_000,
  stepChars: 256 * 1024 * 1024,
  messageChars: 32 * 1024 * 1024,
  methodChars: 200,
  timerDelayMs: 2 ** 31,
} as const;

/** Receives a step's effects in order; returns false to discard the rest of the step (a crash between two effects). */
export interface EffectSink {
  send(to: number, rpcId: number, method: string, args: string): boolean;
  reply(callNumber: number, value: string): boolean;
  setTimer(timerId: number, delayMs: number): boolean;
  clearTimer(timerId: number): boolean;
  /** The state becomes its own first `kept` characters and `rest`; without a snapshot, the snapshot stays as it is. */
  persist(kept: number, rest: string, snapshot: string | undefined): boolean;
  apply(applyId: number, index: number, command: string): boolean;
  applySnapshot(applyId: number, index: number, term: number, snapshot: string): boolean;
  returned(callId: number, value: string): boolean;
  role(term: number, isLeader: boolean): boolean;
  observe(topic: string, value: string): boolean;
  file(operationId: number, operation: string, args: string): boolean;
  log(level: string, text: string): boolean;
  error(description: string): boolean;
  exit(code: number): boolean;
}

const NEWLINE = 10;

/**
 * Hands each effect of `text` to `sink`, in order, and each note between the effects that it was made between.
 *
 * @throws ProtocolViolation at the first malformed effect; the effects before it have been handed over.
 */
export function readEffects(text: string, sink: EffectSink, notes = ''): void {
  if (text.length + notes.length > LIMIT.stepChars) {
    throw new ProtocolViolation(
      `one step produced ${text.length + notes.length} characters, more than ${LIMIT.stepChars}`,
    );
  }
  const reader = new FieldReader(text);
  const queue = notes === '' ? undefined : new NoteQueue(notes);
  for (let count = 0; reader.position < text.length; count++) {
    if (count === LIMIT.effectsPerStep) throw new ProtocolViolation(`one step produced more than ${count} effects`);
    if (queue?.handOver(reader.position, sink) === false || !readEffect(reader, sink)) return;
  }
  queue?.handOver(Number.POSITIVE_INFINITY, sink);
}

function readEffect(reader: FieldReader, sink: EffectSink): boolean {
  const code = reader.code();
  switch (code) {
    case 83: // S
      return sink.send(reader.integer(), reader.integer(), reader.word(), reader.rest());
    case 82: // R
      return sink.reply(reader.integer(), reader.rest());
    case 84: // T
      return sink.setTimer(reader.integer(), reader.lastDelay());
    case 67: // C
      return sink.clearTimer(reader.lastInteger());
    case 80: // P
      return sink.persist(reader.integer(), reader.lastBlob(reader.integer()), undefined);
    case 81: {
      // Q
      const kept = reader.integer();
      const restLength = reader.integer();
      const snapshotLength = reader.integer();
      const rest = reader.blob(restLength);
      return sink.persist(kept, rest, reader.lastBlob(snapshotLength));
    }
    case 65: // A
      return sink.apply(reader.integer(), reader.integer(), reader.rest());
    case 73: // I
      return sink.applySnapshot(
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.lastBlob(reader.integer()),
      );
    case 86: // V
      return sink.returned(reader.integer(), reader.rest());
    case 71: // G
      return sink.role(reader.integer(), reader.lastInteger() === 1);
    case 79: // O
      return sink.observe(reader.word(), reader.rest());
    case 70: // F
      return sink.file(reader.integer(), reader.word(), reader.rest());
    case 88: // X
      return sink.exit(reader.lastInteger());
    default:
      throw new ProtocolViolation(`unknown effect ${JSON.stringify(reader.line())}`);
  }
}

/** The notes of a step, each of which says how much of the effects' text there was when it was made. */
class NoteQueue {
  readonly #reader: FieldReader;
  readonly #end: number;
  #code = 0;
  #position = 0;

  constructor(notes: string) {
    this.#reader = new FieldReader(notes);
    this.#end = notes.length;
    this.#next();
  }

  /** Hands over what was made before the effect that begins at `position`; false: the rest never happens. */
  handOver(position: number, sink: EffectSink): boolean {
    while (this.#position <= position) {
      if (!readNote(this.#code, this.#reader, sink)) return false;
      this.#next();
    }
    return true;
  }

  #next(): void {
    const isOver = this.#reader.position >= this.#end;
    this.#code = isOver ? 0 : this.#reader.code();
    this.#position = isOver ? Number.NaN : this.#reader.integer();
  }
}

function readNote(code: number, reader: FieldReader, sink: EffectSink): boolean {
  switch (code) {
    case 76: // L
      return sink.log(reader.word(), reader.rest());
    case 69: // E
      return sink.error(reader.rest());
    case 87: // W: for whoever reads the trace
      reader.rest();
      return true;
    default:
      throw new ProtocolViolation(`unknown note ${JSON.stringify(reader.line())}`);
  }
}

/** Reads fields from left to right; every method consumes its field and the separator behind it. */
class FieldReader {
  position = 0;
  readonly #text: string;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  code(): number {
    this.#start = this.position;
    return this.#text.charCodeAt(this.position++);
  }

  /** The current effect's line, shortened, for messages. */
  line(): string {
    return this.#text.slice(this.#start, this.#start + 80);
  }

  /** A non-negative integer, then a tab. */
  integer(): number {
    return this.#digits(9);
  }

  /** A non-negative integer, then the end of the line. */
  lastInteger(): number {
    return this.#digits(NEWLINE);
  }

  /** A timer's delay in whole ms, then the end of the line. */
  lastDelay(): number {
    const delayMs = this.lastInteger();
    if (delayMs > LIMIT.timerDelayMs) this.#refuse(`a timer of ${delayMs} ms`);
    return delayMs;
  }

  word(): string {
    const end = this.#text.indexOf('\t', this.position);
    if (end < 0 || end === this.position) this.#refuse('a missing name');
    if (end - this.position > LIMIT.methodChars) this.#refuse(`a name of more than ${LIMIT.methodChars} characters`);
    const word = this.#text.slice(this.position, end);
    if (word.includes('\n')) this.#refuse('a missing name');
    this.position = end + 1;
    return word;
  }

  /** Everything up to the end of the line. */
  rest(): string {
    const end = this.#text.indexOf('\n', this.position);
    if (end < 0) this.#refuse('an effect without an end');
    if (end - this.position > LIMIT.messageChars) this.#refuse(`a message of ${end - this.position} characters`);
    const rest = this.#text.slice(this.position, end);
    this.position = end + 1;
    return rest;
  }

  blob(length: number): string {
    if (this.position + length > this.#text.length) this.#refuse('a blob of another length than announced');
    const blob = this.#text.slice(this.position, this.position + length);
    this.position += length;
    return blob;
  }

  lastBlob(length: number): string {
    const blob = this.blob(length);
    if (this.#text.charCodeAt(this.position++) !== NEWLINE) this.#refuse('a blob of another length than announced');
    return blob;
  }

  #digits(separator: number): number {
    const text = this.#text;
    let position = this.position;
    let value = 0;
    for (;;) {
      const digit = text.charCodeAt(position) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      position++;
    }
    if (position === this.position || text.charCodeAt(position) !== separator || value > Number.MAX_SAFE_INTEGER) {
      this.#refuse('something that is not a whole number');
    }
    this.position = position + 1;
    return value;
  }

  #refuse(what: string): never {
    throw new ProtocolViolation(`the node sent ${what} in ${JSON.stringify(this.line())}`);
  }
}
