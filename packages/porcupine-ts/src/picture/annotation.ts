import type { ClientId } from '../history/operation.ts';

/** Something worth showing beside the operations: a fault, a leader change, a failed request. */
export interface Annotation {
  /** In the lane of this client; otherwise in a lane of its own named `tag`. */
  readonly clientId?: ClientId | undefined;
  /** A server, "network", "test": annotations of one tag share a lane. */
  readonly tag?: string | undefined;
  readonly start: number;
  /** Absent for a point in time. */
  readonly end?: number | undefined;
  readonly description: string;
  /** Shown with the description in the tooltip. */
  readonly details?: string | undefined;
  /** Annotations of one group are listed in the legend together, and hidden together. */
  readonly group?: string | undefined;
  /** CSS colours. */
  readonly textColor?: string | undefined;
  readonly backgroundColor?: string | undefined;
}
