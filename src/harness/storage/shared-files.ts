import type { RandomStream } from '../../base/random.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { Observer } from '../observer.ts';
import type { FileResult, World } from '../world.ts';
import { type FileOperation, parseFileOperation } from './file-operation.ts';
import { type FileWrite, GrowingFile } from './growing-file.ts';

/** What every operation takes, ms; reading and writing take longer for long files. */
const LATENCY_MS = [1, 2] as const;
/** How fast a file is read or written: about a megabyte a second, slow enough to be interrupted. */
const CHARS_PER_MS = 1_000;
/** Beyond them a write fails, as on a disk that is full. */
const MAX_FILES = 10_000;
const MAX_CHARS_WRITTEN = 256 * 1024 * 1024;

/** A write of this text takes no less. */
export function leastWriteMs(text: string): number {
  return LATENCY_MS[0] + text.length / CHARS_PER_MS;
}

/**
 * A directory that all nodes share (in the course: the working directory of Lab 1's processes; in the paper: GFS).
 *
 * Reading and writing take virtual time. A reader of a file that is being written sees what is there by then, and a
 * writer that crashes leaves a file that ends early. Renaming and removing are atomic and happen at once; only the
 * answer takes time. A renamed or removed file that somebody still writes keeps its content and its writer, as on Unix.
 */
export class SharedFiles implements Observer {
  /** Told of every operation before it begins; it may end the node, and then nothing of the operation happens. */
  onOperation: ((node: SimNode, operation: FileOperation, name: string, second: string) => void) | undefined;
  readonly #world: World;
  readonly #random: RandomStream;
  readonly #files = new Map<string, GrowingFile>();
  /** Writes in progress, by writer. */
  readonly #writes = new Map<SimNode, Map<FileWrite, GrowingFile>>();
  #charsWritten = 0;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.stream('files');
  }

  /** Puts a complete file there, at once. */
  put(name: string, content: string): void {
    this.#files.set(name, new GrowingFile(content));
  }

  /** What the file holds at this moment; undefined when there is none. */
  read(name: string): string | undefined {
    return this.#files.get(name)?.contentAt(this.#world.nowMs);
  }

  /** The names of all files, sorted. */
  names(): string[] {
    return [...this.#files.keys()].sort();
  }

  onFile(node: SimNode, operationId: number, name: string, args: string): void {
    if (!node.isAlive) return;
    const { operation, first, second } = parseFileOperation(name, args);
    this.onOperation?.(node, operation, first, second);
    if (!node.isAlive) return;
    const result = this.#perform(node, operationId, operation, first, second);
    if (result !== 'later') this.#world.answerFile(node, operationId, result, this.#random.between(...LATENCY_MS));
  }

  onStop(node: SimNode): void {
    const writes = this.#writes.get(node);
    for (const [write, file] of writes ?? []) file.endWrite(write, this.#world.nowMs);
    writes?.clear();
  }

  #perform(
    node: SimNode,
    operationId: number,
    operation: FileOperation,
    first: string,
    second: string,
  ): FileResult | 'later' {
    switch (operation) {
      case 'read':
        return this.#read(node, operationId, first);
      case 'write':
        return this.#write(node, operationId, first, second);
      case 'rename':
        return this.#rename(first, second);
      case 'remove':
        this.#files.delete(first);
        return { value: null };
      case 'list':
        return { value: this.names() };
    }
  }

  #read(node: SimNode, operationId: number, name: string): FileResult | 'later' {
    const file = this.#files.get(name);
    if (file === undefined) return { error: `there is no file '${name}' to read` };
    const { incarnation } = node;
    this.#world.scheduler.scheduleTask(this.#duration(file.contentAt(this.#world.nowMs)), () => {
      if (!node.isAlive || node.incarnation !== incarnation) return;
      this.#world.answerFile(node, operationId, { value: file.contentAt(this.#world.nowMs) }, 0);
    });
    return 'later';
  }

  #write(node: SimNode, operationId: number, name: string, text: string): FileResult | 'later' {
    const known = this.#files.get(name);
    this.#charsWritten += text.length;
    if (this.#charsWritten > MAX_CHARS_WRITTEN || (known === undefined && this.#files.size >= MAX_FILES)) {
      return { error: `no space is left to write '${name}'` };
    }
    const file = known ?? new GrowingFile('');
    this.#files.set(name, file);
    const { nowMs } = this.#world;
    const durationMs = this.#duration(text);
    const write = file.beginWrite(text, nowMs, nowMs + durationMs);
    const writes = this.#writesOf(node);
    writes.set(write, file);
    this.#world.scheduler.scheduleTask(durationMs, () => {
      if (!writes.delete(write)) return;
      file.endWrite(write, write.endMs);
      this.#world.answerFile(node, operationId, { value: null }, 0);
    });
    return 'later';
  }

  #rename(from: string, to: string): FileResult {
    const file = this.#files.get(from);
    if (file === undefined) return { error: `there is no file '${from}' to rename to '${to}'` };
    this.#files.delete(from);
    this.#files.set(to, file);
    return { value: null };
  }

  #writesOf(node: SimNode): Map<FileWrite, GrowingFile> {
    let writes = this.#writes.get(node);
    if (writes === undefined) {
      writes = new Map();
      this.#writes.set(node, writes);
    }
    return writes;
  }

  #duration(text: string): number {
    return this.#random.between(...LATENCY_MS) + text.length / CHARS_PER_MS;
  }
}
