const CALL_EVENTS = ['map-begin', 'map-end', 'reduce-begin', 'reduce-end'] as const;
export type CallEventType = (typeof CALL_EVENTS)[number];

/** What happens in a job, as it happens. */
export type JobEvent =
  | { type: 'started'; process: string; pid: number }
  /** A call of the application's map or reduce; the name is the file or the key. */
  | { type: CallEventType; process: string; pid: number; name: string }
  | { type: 'log'; process: string; level: string; text: string }
  /** A worker has ended otherwise than it should; another takes its place. */
  | { type: 'lost'; process: string; description: string };

/** Is it the topic of a call, as the worker's glue observes it? */
export function isCallEvent(topic: string): topic is CallEventType {
  return (CALL_EVENTS as readonly string[]).includes(topic);
}
