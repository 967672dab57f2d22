import type { ClientId } from '../history/operation.ts';
import { shown } from '../history/read-times.ts';

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

/** @throws TypeError for an annotation that has no lane, or no place in time */
export function expectAnnotation({ clientId, tag, start, end }: Annotation, index: number): void {
  if (clientId === undefined && tag === undefined)
    throw new TypeError(`annotation ${index} has no clientId and no tag`);
  if (Number.isFinite(start) && (end === undefined || (Number.isFinite(end) && end >= start))) return;
  const times = end === undefined ? shown(start) : `${shown(start)} to ${shown(end)}`;
  throw new TypeError(`annotation ${index} is at ${times}; expected finite numbers, the end not before the start`);
}
