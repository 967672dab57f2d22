/** Collects the effects of a step as one text (`protocol.ts` says how they are written). */
export class Outbox {
  #text = '';
  #notes = '';

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

  persistState(state: string): void {
    this.#text += `P${state.length}\t${state}\n`;
  }

  persistBoth(state: string, snapshot: string): void {
    this.#text += `Q${state.length}\t${snapshot.length}\t${state}${snapshot}\n`;
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
    this.#notes += `L${level}\t${JSON.stringify(text)}\n`;
  }

  error(description: string): void {
    this.#notes += `E${description}\n`;
  }

  exit(code: number): void {
    this.#text += `X${code}\n`;
  }
}
