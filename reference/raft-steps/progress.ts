/** Appends with entries that may be under way to one follower; few, since one that overtakes another is refused. */
const IN_FLIGHT_MAX = 2;

/**
 * What the leader knows of one follower, in one of three modes (as in etcd):
 * - `probe`: where the logs agree is not known; one append at a time finds out;
 * - `replicate`: it is; appends are sent one after the other without waiting;
 * - `snapshot`: the follower needs a snapshot, and nothing else is sent to it until that has arrived.
 */
export class Progress {
  mode: 'probe' | 'replicate' | 'snapshot' = 'probe';
  match = 0;
  next: number;
  /** Has it answered anything since the leader last counted its followers? */
  isActive = true;
  /** In probe mode: an append is on its way. */
  isPaused = false;
  committedSent = 0;
  /** In snapshot mode: when it was sent. */
  snapshotTick = 0;
  /** In replicate mode: the last index of each append under way, in ascending order. */
  private inFlight: number[] = [];

  constructor(next: number) {
    this.next = next;
  }

  becomeProbe(): void {
    this.mode = 'probe';
    this.next = this.match + 1;
    this.isPaused = false;
    this.inFlight = [];
  }

  becomeReplicate(): void {
    this.mode = 'replicate';
    this.next = this.match + 1;
    this.inFlight = [];
  }

  becomeSnapshot(tick: number): void {
    this.mode = 'snapshot';
    this.snapshotTick = tick;
    this.inFlight = [];
  }

  get canSend(): boolean {
    if (this.mode === 'probe') return !this.isPaused;
    return this.mode === 'replicate' && this.inFlight.length < IN_FLIGHT_MAX;
  }

  /** An append that ends with index `last` leaves; in replicate mode the next one follows it without waiting. */
  sent(last: number, hasEntries: boolean): void {
    if (this.mode === 'probe') this.isPaused = true;
    else if (hasEntries) {
      this.next = last + 1;
      this.inFlight.push(last);
    }
  }

  /** The follower's log agrees up to `index`. Answers come in any order: only news counts. */
  accepted(index: number): void {
    this.match = Math.max(this.match, index);
    this.inFlight = this.inFlight.filter((last) => last > this.match);
    if (this.mode === 'replicate') this.next = Math.max(this.next, this.match + 1);
    else this.becomeReplicate();
  }

  /** The follower has no entry `after`, or another one; its log may agree up to `agreement`. */
  refused(after: number, agreement: number): void {
    if (after <= this.match) return;
    if (this.mode === 'replicate') {
      this.becomeProbe();
    } else if (this.mode === 'probe' && after === this.next - 1) {
      this.next = Math.max(this.match + 1, Math.min(after, agreement + 1));
      this.isPaused = false;
    }
  }

  /** An append up to index `last` got no answer. */
  unanswered(last: number): void {
    if (this.mode === 'replicate' && last > this.match) this.becomeProbe();
  }

  /** It is alive: what has been on its way for long will not be answered. */
  alive(isSnapshotOld: boolean): void {
    if (this.mode === 'probe') this.isPaused = false;
    if (this.mode === 'snapshot' && isSnapshotOld) this.becomeProbe();
    if (this.mode === 'replicate' && this.inFlight.length >= IN_FLIGHT_MAX) this.inFlight.shift();
  }
}
