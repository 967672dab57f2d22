import type { NodeRuntime } from '../../../src/sdk/runtime.ts';
import type { Configuration, LeaseArgs, LeaseReply } from './messages.ts';

/** How long a lease lasts from the moment at which it was asked for, ms. */
export const LEASE_MS = 20;
const RENEW_MS = 5;

/**
 * A machine's lease from the configuration manager: who has none is taken for dead, and must do as if it were (paper,
 * section 5.1).
 */
export class Lease {
  readonly #runtime: Pick<NodeRuntime, 'call'>;
  readonly #manager: number;
  readonly #incarnation = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  #validUntilMs = 0;

  /** @param onGranted is told the current configuration with every grant. */
  constructor(runtime: Pick<NodeRuntime, 'call'>, manager: number, onGranted: (configuration: Configuration) => void) {
    this.#runtime = runtime;
    this.#manager = manager;
    void this.#renew(onGranted);
  }

  get isValid(): boolean {
    return performance.now() < this.#validUntilMs;
  }

  async #renew(onGranted: (configuration: Configuration) => void): Promise<void> {
    for (;;) {
      const askedAtMs = performance.now();
      const args: LeaseArgs = { incarnation: this.#incarnation };
      const reply: LeaseReply | undefined = await this.#runtime.call(this.#manager, 'Lease', args);
      if (reply?.isMember) {
        this.#validUntilMs = askedAtMs + LEASE_MS;
        onGranted(reply.configuration);
      }
      await new Promise((resolve) => setTimeout(resolve, RENEW_MS));
    }
  }
}
