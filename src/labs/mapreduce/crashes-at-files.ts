import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { FileOperation } from '../../harness/storage/file-operation.ts';
import { leastWriteMs } from '../../harness/storage/shared-files.ts';
import type { TaskKind } from '../../sdk/programs/worker.ts';
import type { MapReduceCluster } from './cluster.ts';
import { atomicOutput } from './properties.ts';

/** A moment at which one worker is killed. */
interface CrashMoment {
  during: TaskKind;
  operation: FileOperation;
  /** Where in the operation, given the least time that it takes, ms; undefined: before it begins. */
  delayMs: ((leastMs: number) => number) | undefined;
  /** How many such operations pass first. */
  skip: number;
}

/** What the output files held when a worker was killed. */
interface Sight {
  worker: SimNode;
  atMs: number;
  output: ReadonlyMap<string, readonly string[]>;
}

/** A write of less leaves little to cut off. */
const WRITE_CHARS_MIN = 50;

/** Kills workers in the windows of a task's end: in a write, between write and rename, after the rename. */
export class CrashesAtFiles {
  readonly #cluster: MapReduceCluster;
  readonly #moments: CrashMoment[];
  readonly #sights: Sight[] = [];

  constructor(cluster: MapReduceCluster) {
    const { random } = cluster;
    this.#cluster = cluster;
    const within = (leastMs: number) => leastMs * random.between(0.1, 0.9);
    this.#moments = [
      { during: 'map', operation: 'write', delayMs: within, skip: random.int(0, 5) },
      { during: 'reduce', operation: 'write', delayMs: within, skip: random.int(0, 2) },
      { during: 'reduce', operation: 'rename', delayMs: undefined, skip: random.int(0, 2) },
      { during: 'reduce', operation: 'rename', delayMs: (leastMs) => leastMs / 2, skip: random.int(0, 2) },
    ];
    cluster.files.onOperation = (worker, operation, _name, second) => this.#onOperation(worker, operation, second);
  }

  /** @throws PropertyViolated when an output file was seen in another state than its final one. */
  expectAtomicOutput(): void {
    const final = this.#cluster.output.read();
    for (const { worker, atMs, output } of this.#sights) {
      for (const [name, lines] of output) {
        const finalLines = final.get(name) ?? [];
        if (lines.join('\n') === finalLines.join('\n')) continue;
        this.#cluster.fail(atomicOutput, {
          message: `an unfinished ${name} was visible after ${worker.spec.name} had crashed`,
          expected: `at ${Math.round(atMs)} ms no ${name}, or all its ${finalLines.length} lines`,
          actual: `${name} had ${lines.length} lines${lines.at(-1) === undefined ? '' : `, one of them '${shortest(lines)}'`}`,
        });
      }
    }
  }

  #onOperation(worker: SimNode, operation: FileOperation, text: string): void {
    if (operation === 'write' && text.length < WRITE_CHARS_MIN) return;
    const kind = this.#cluster.tasks.lastOf(worker)?.kind;
    const moment = this.#moments.find(
      (candidate) => candidate.during === kind && candidate.operation === operation && candidate.skip-- === 0,
    );
    if (moment === undefined) return;
    if (moment.delayMs === undefined) this.#crash(worker);
    else {
      const leastMs = leastWriteMs(operation === 'write' ? text : '');
      this.#cluster.world.scheduler.scheduleTask(moment.delayMs(leastMs), () => this.#crash(worker));
    }
  }

  #crash(worker: SimNode): void {
    this.#cluster.kill(worker);
    // The fault may have been left out.
    if (worker.isAlive) return;
    this.#sights.push({ worker, atMs: this.#cluster.world.nowMs, output: this.#cluster.output.read() });
  }
}

function shortest(lines: readonly string[]): string {
  return [...lines].sort((a, b) => a.length - b.length)[0]?.slice(0, 80) ?? '';
}
