import { createHash } from 'node:crypto';
import type { RandomStream } from '../../base/random.ts';
import type { SimNode } from '../nodes/sim-node.ts';
import type { Observer } from '../observer.ts';
import type { World } from '../world.ts';

interface Search {
  operationId: number;
  incarnation: number;
  challenge: string;
  target: string;
}

/**
 * Proof of work without the work. A node that searches for a nonce finds one after a time of exponential distribution,
 * as if it really tried one after the other: its mean is the work that the target asks for over the node's hash power.
 *
 * Nodes use it through file operations. `pow.search [challenge, target]`, both hashes in hexadecimal, ends with a nonce, or with
 * null when the node begins another search. `pow.check [challenge, target, nonce]` says whether that nonce was granted
 * for exactly this. A nonce is a hash with a secret of the world, which no node has.
 */
export class HashPower implements Observer {
  readonly #world: World;
  readonly #secret: string;
  readonly #hashesPerMs = new Map<SimNode, number>();
  readonly #streams = new Map<SimNode, RandomStream>();
  readonly #searches = new Map<SimNode, Search>();

  constructor(world: World) {
    this.#world = world;
    this.#secret = String(world.stream('hash power').float());
  }

  /** Takes effect at once: what was tried in vain does not count (the distribution has no memory). */
  setPower(node: SimNode, hashesPerMs: number): void {
    this.#hashesPerMs.set(node, hashesPerMs);
    const search = this.#searches.get(node);
    if (search !== undefined) this.#begin(node, { ...search });
  }

  onFile(node: SimNode, operationId: number, operation: string, args: string): void {
    if (operation === 'pow.search') {
      const [challenge, target] = JSON.parse(args) as [string, string];
      this.#supersede(node);
      this.#begin(node, { operationId, incarnation: node.incarnation, challenge, target });
    } else if (operation === 'pow.check') {
      const [challenge, target, nonce] = JSON.parse(args) as [string, string, string];
      this.#world.answerFile(node, operationId, { value: nonce === this.#nonceFor(challenge, target) }, 0);
    }
  }

  onStop(node: SimNode): void {
    this.#searches.delete(node);
  }

  #supersede(node: SimNode): void {
    const search = this.#searches.get(node);
    if (search !== undefined) this.#world.answerFile(node, search.operationId, { value: null }, 0);
  }

  #begin(node: SimNode, search: Search): void {
    this.#searches.set(node, search);
    const power = this.#hashesPerMs.get(node) ?? 0;
    if (power <= 0) return;
    const delayMs = exponential(this.#streamOf(node), expectedHashes(search.target) / power);
    this.#world.scheduler.scheduleTask(delayMs, () => {
      if (this.#searches.get(node) !== search) return;
      this.#searches.delete(node);
      this.#world.answerFile(node, search.operationId, { value: this.#nonceFor(search.challenge, search.target) }, 0);
    });
  }

  #nonceFor(challenge: string, target: string): string {
    return createHash('sha256').update(`${this.#secret} ${challenge} ${target}`).digest('hex');
  }

  #streamOf(node: SimNode): RandomStream {
    let stream = this.#streams.get(node);
    if (stream === undefined) this.#streams.set(node, (stream = this.#world.stream(`hash power of ${node.spec.name}`)));
    return stream;
  }
}

/** How long something takes that may happen at any moment, and does so after `mean` on average. */
export function exponential(random: RandomStream, mean: number): number {
  return -Math.log(1 - random.float()) * mean;
}

/** How many hashes it takes on average to find one that is no higher than the target. */
export function expectedHashes(target: string): number {
  return Number((1n << 256n) / (BigInt(`0x${target}`) + 1n));
}
