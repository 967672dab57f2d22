import type { Operation } from '../history/operation.ts';
import { LineReader } from './line-reader.ts';

/** Reads one file format piece by piece, so that a file need not fit into one string. */
export interface HistoryParser<Input, Output> {
  /** @throws ParseError with the line and what was expected there */
  push(chunk: string): void;
  /** The operations, with line numbers as times; what did not return is pending. */
  end(): Operation<Input, Output>[];
}

/** The open operation of every process, and the operations so far. */
export class ProcessLog<Input, Output> {
  readonly #clientIds: number[] = [];
  readonly #inputs: Input[] = [];
  readonly #outputs: (Output | undefined)[] = [];
  readonly #callAt: number[] = [];
  readonly #returnAt: (number | undefined)[] = [];
  readonly #openOf = new Map<number, number>();

  /** The process's open input, or undefined. */
  openInput(process: number): Input | undefined {
    const open = this.#openOf.get(process);
    return open === undefined ? undefined : this.#inputs[open]!;
  }

  call(clientId: number, input: Input, callAt: number): void {
    this.#openOf.set(clientId, this.#inputs.length);
    this.#clientIds.push(clientId);
    this.#inputs.push(input);
    this.#outputs.push(undefined);
    this.#callAt.push(callAt);
    this.#returnAt.push(undefined);
  }

  return(process: number, output: Output | undefined, returnAt: number): void {
    const open = this.#openOf.get(process)!;
    this.#openOf.delete(process);
    this.#outputs[open] = output;
    this.#returnAt[open] = returnAt;
  }

  /** The process's operation stays pending for ever. */
  abandon(process: number): void {
    this.#openOf.delete(process);
  }

  /** All made by one literal: objects of one shape are several times faster to read. */
  operations(): Operation<Input, Output>[] {
    return this.#inputs.map((input, i) => {
      const output = this.#outputs[i];
      return { clientId: this.#clientIds[i]!, input, output, callAt: this.#callAt[i]!, returnAt: this.#returnAt[i] };
    });
  }
}

export function lineParser<Input, Output>(
  log: ProcessLog<Input, Output>,
  onLine: (text: string, line: number) => void,
): HistoryParser<Input, Output> {
  const reader = new LineReader(onLine);
  return {
    push: (chunk) => reader.push(chunk),
    end() {
      reader.end();
      return log.operations();
    },
  };
}

/** All operations of a text that is in memory. */
export function parseHistory<Input, Output>(
  parser: HistoryParser<Input, Output>,
  text: string,
): Operation<Input, Output>[] {
  parser.push(text);
  return parser.end();
}
