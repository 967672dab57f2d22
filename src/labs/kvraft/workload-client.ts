import type { RandomStream } from '../../base/random.ts';
import type { KvClerk } from './kv-clerk.ts';
import type { Rush } from './rush.ts';

export interface WorkloadOptions {
  /** Clients choose among as many keys as there are clients, instead of each having one of its own. */
  hasRandomKeys: boolean;
  clients: number;
}

/** One client of a generic test: half of what it does is appending, each time something new. */
export class WorkloadClient {
  readonly key: string;
  readonly #id: number;
  readonly #clerk: KvClerk;
  readonly #options: WorkloadOptions;
  readonly #random: RandomStream;
  #texts = 0;
  /** What this client has written under its own key. */
  #own = '';

  constructor(id: number, clerk: KvClerk, options: WorkloadOptions, random: RandomStream) {
    this.key = String(id);
    this.#id = id;
    this.#clerk = clerk;
    this.#options = options;
    this.#random = random;
  }

  /** @returns false when it has seen something under its own key that is not what it wrote. */
  async work(rush: Rush): Promise<boolean> {
    const { hasRandomKeys } = this.#options;
    if (!hasRandomKeys) {
      this.#own = this.#freshText();
      await this.#clerk.put(this.key, this.#own);
    }
    while (await rush.turn()) {
      if (hasRandomKeys) await this.#useRandomKey();
      else if (!(await this.#useOwnKey())) return false;
    }
    return true;
  }

  /** May a get of the client's key return this? Under a key of its own there is nothing but what it wrote. */
  mayBeValue(value: string): boolean {
    return this.#options.hasRandomKeys || value === this.#own;
  }

  async #useOwnKey(): Promise<boolean> {
    if (!this.#random.chance(0.5)) return this.mayBeValue(await this.#clerk.get(this.key));
    const text = this.#freshText();
    await this.#clerk.append(this.key, text);
    this.#own += text;
    return true;
  }

  async #useRandomKey(): Promise<void> {
    const key = String(this.#random.int(0, this.#options.clients - 1));
    if (this.#random.chance(0.5)) await this.#clerk.append(key, this.#freshText());
    else if (this.#random.chance(0.1)) await this.#clerk.put(key, this.#freshText());
    else await this.#clerk.get(key);
  }

  /** No two are the same, and none is the beginning of another: a value shows what it is made of. */
  #freshText(): string {
    return `x ${this.#id} ${this.#texts++} y`;
  }
}
