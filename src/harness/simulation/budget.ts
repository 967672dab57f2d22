/** What one run may use. Events and virtual time, never wall-clock: a slow machine cannot change a verdict. */
export interface Limits {
  /** Virtual time, ms. */
  virtualMs: number;
  /** Node events in total. */
  events: number;
  /** Node events within one virtual millisecond: beyond it the nodes are spinning. */
  eventsPerMs: number;
}

export const DEFAULT_LIMITS: Limits = { virtualMs: 120_000, events: 20_000_000, eventsPerMs: 50_000 };

/** A run used up its budget. `timeout`: virtual time; `livelock`: events. */
export class BudgetExceeded extends Error {
  override name = 'BudgetExceeded';
  readonly status: 'timeout' | 'livelock';

  constructor(status: 'timeout' | 'livelock', message: string) {
    super(message);
    this.status = status;
  }
}

/** Counts a run's events against its limits. */
export class Budget {
  readonly limits: Limits;
  events = 0;
  #windowStartMs = 0;
  #eventsBeforeWindow = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** @throws BudgetExceeded when this event is one too many. */
  spend(nowMs: number): void {
    const { limits } = this;
    this.events++;
    if (nowMs - this.#windowStartMs >= 1) {
      this.#windowStartMs = nowMs;
      this.#eventsBeforeWindow = this.events - 1;
    } else if (this.events - this.#eventsBeforeWindow > limits.eventsPerMs) {
      throw new BudgetExceeded(
        'livelock',
        `more than ${limits.eventsPerMs} events within one virtual millisecond: the servers are spinning`,
      );
    }
    if (this.events > limits.events) throw new BudgetExceeded('livelock', `more than ${limits.events} events`);
  }

  checkTime(nowMs: number): void {
    if (nowMs > this.limits.virtualMs) {
      throw new BudgetExceeded(
        'timeout',
        `the test took longer than ${this.limits.virtualMs / 1000} s of virtual time`,
      );
    }
  }
}
