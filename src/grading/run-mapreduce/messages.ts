/** What a process of a job is started with: parent → child, first of all. */
export interface BootMessage {
  type: 'boot';
  codePath: string;
  program: 'coordinator' | 'worker';
  options: unknown;
  /** The directory that all processes share. */
  folder: string;
  /** When the job began, as `Date.now()` gave it: the processes' clocks start there. */
  startedAtMs: number;
  /** Is anybody interested in what the submission prints? */
  logs: boolean;
}

/** Parent → child. Values are JSON texts. */
export type ToProcess =
  | BootMessage
  | { type: 'rpc'; callNumber: number; method: string; args: string }
  | { type: 'reply'; rpcId: number; value: string | undefined };

/** Child → parent. Every RPC is for the coordinator. */
export type FromProcess =
  | { type: 'send'; rpcId: number; method: string; args: string }
  | { type: 'reply'; callNumber: number; value: string }
  | { type: 'observe'; topic: string; value: string }
  | { type: 'log'; level: string; text: string }
  | { type: 'error'; message: string; stack: string }
  /** The last message: the process ends by itself. */
  | { type: 'exit' };
