/** How fast a node's clock runs, as of some moment. */
export interface ClockSetting {
  /** Local milliseconds per millisecond; 1 is right. */
  rate: number;
  /** How far the clock is moved at that moment, ms. */
  jumpMs?: number;
}

/** A node's own clock: right until somebody disturbs it. It survives crashes, like the hardware that it is part of. */
export class NodeClock {
  rate = 1;
  #setAtMs = 0;
  #localMs = 0;

  /** What the clock shows. */
  localMs(nowMs: number): number {
    return this.#localMs + (nowMs - this.#setAtMs) * this.rate;
  }

  set(nowMs: number, { rate, jumpMs = 0 }: ClockSetting): void {
    this.#localMs = this.localMs(nowMs) + jumpMs;
    this.#setAtMs = nowMs;
    this.rate = rate;
  }
}
