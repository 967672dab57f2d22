import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { Observer } from '../../harness/observer.ts';
import { type FileRequest, parseFileOperation } from '../../harness/storage/file-operation.ts';
import type { SharedFiles } from '../../harness/storage/shared-files.ts';
import type { World } from '../../harness/world.ts';
import { PropertyViolated } from '../failure.ts';
import { type JobOutput, sortedLinesOf } from './output.ts';
import { stableOutput } from './properties.ts';

interface Publication {
  worker: SimNode;
  atMs: number;
  lines: readonly string[];
}

/**
 * Watches every output file from the rename that publishes it: no task publishes its output twice, unless it is the
 * same output once more, which is what a slow worker does.
 */
export class PublishedOutput implements Observer {
  readonly #world: World;
  readonly #files: SharedFiles;
  readonly #output: JobOutput;
  readonly #publications = new Map<string, Publication>();

  /** To be told of an operation when `files` have been. */
  constructor(world: World, files: SharedFiles, output: JobOutput) {
    this.#world = world;
    this.#files = files;
    this.#output = output;
  }

  onFile(worker: SimNode, _operationId: number, operation: string, args: string): void {
    // It was killed before the operation began.
    if (!worker.isAlive) return;
    const request = parseFileOperation(operation, args);
    this.#requireUntouched(worker, request);
    if (request.operation === 'rename') this.#publish(worker, request.second);
  }

  #publish(worker: SimNode, name: string): void {
    const text = this.#output.isOutputName(name) ? this.#files.read(name) : undefined;
    if (text === undefined) return;
    const lines = sortedLinesOf(text);
    const before = this.#publications.get(name);
    if (before !== undefined && before.lines.join('\n') !== lines.join('\n')) {
      this.#fail(name, before, `${worker.spec.name} renamed another file to ${name}, of ${lines.length} lines`);
    }
    this.#publications.set(name, { worker, atMs: this.#world.nowMs, lines });
  }

  #requireUntouched(worker: SimNode, { operation, first, second }: FileRequest): void {
    const before = this.#publications.get(first);
    if (before === undefined) return;
    const who = worker.spec.name;
    if (operation === 'write') this.#fail(first, before, `${who} began to write ${first} from its beginning`);
    if (operation === 'remove') this.#fail(first, before, `${who} removed ${first}`);
    if (operation === 'rename' && second !== first) this.#fail(first, before, `${who} renamed ${first} to ${second}`);
  }

  #fail(name: string, { worker, atMs, lines }: Publication, actual: string): never {
    throw new PropertyViolated(stableOutput, {
      message: `the output file ${name} changed after it had been published`,
      expected: `${name} stays as ${worker.spec.name} published it at ${Math.round(atMs)} ms, with its ${lines.length} lines`,
      actual,
    });
  }
}
