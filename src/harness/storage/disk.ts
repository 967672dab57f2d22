/**
 * A node's durable storage as the simulator sees it: the shadow disk. A write is durable and atomic once its effect is
 * applied; effects behind a crash never reach it.
 */
export class Disk {
  state = '';
  snapshot = '';
  writes = 0;

  /** @param snapshot undefined: the snapshot stays as it is. */
  write(state: string, snapshot: string | undefined): void {
    this.state = state;
    if (snapshot !== undefined) this.snapshot = snapshot;
    this.writes++;
  }

  get stateSizeBytes(): number {
    return Buffer.byteLength(this.state);
  }

  get snapshotSizeBytes(): number {
    return Buffer.byteLength(this.snapshot);
  }
}
