/** What became of a child process that no longer takes part. */
export type Loss =
  /** It did not answer, and was ended. */
  | { kind: 'stuck'; stepCpuMs: number }
  | { kind: 'out-of-memory' }
  | { kind: 'out-of-cpu-time'; cpuS: number }
  /** It has ended, or said what is no answer: how, in words. */
  | { kind: 'ended'; description: string };

/** The process with the nodes is lost, by the submission's doing. */
export class NodesLost extends Error {
  override name = 'NodesLost';
  /** Resolves once the process is gone. */
  readonly loss: Promise<Loss>;

  constructor(loss: Promise<Loss>) {
    super('the process with the nodes is lost');
    this.loss = loss;
  }
}
