/** Why a job was given up. */
export class JobFailed extends Error {
  override name = 'JobFailed';
  readonly hint: string;
  /** Stack of the submission's code, as V8 prints it; empty when there is none. */
  readonly nodeStack: string;

  private constructor(message: string, hint: string, nodeStack = '') {
    super(message);
    this.hint = hint;
    this.nodeStack = nodeStack;
  }

  static crashed(process: string, message: string, nodeStack: string): JobFailed {
    return new JobFailed(`${process} crashed: ${message}`, 'the stack shows where the error comes from', nodeStack);
  }

  static coordinatorLost(how: string): JobFailed {
    return new JobFailed(`the coordinator ended: ${how}`, 'in Lab 1 nobody can take the coordinator’s place');
  }

  static tooManyLost(count: number, how: string): JobFailed {
    return new JobFailed(
      `more than ${count} workers were lost, the last one: ${how}`,
      'a map or reduce that always ends its process can never be finished',
    );
  }

  static deserted(): JobFailed {
    return new JobFailed(
      'all workers have exited, but the coordinator goes on',
      'a worker exits when the whole job is finished, not before; done() turns true then',
    );
  }

  static workersStay(names: readonly string[], ms: number): JobFailed {
    return new JobFailed(
      `${names.join(', ')} did not exit within ${ms / 1000} s after the coordinator`,
      'a worker exits when the coordinator says so, or when a call returns undefined because it has gone',
    );
  }

  static timeout(ms: number): JobFailed {
    return new JobFailed(
      `the job was not finished after ${ms / 1000} s`,
      'look for a task that is never given out again; --timeout gives a long job more time',
    );
  }

  static interrupted(): JobFailed {
    return new JobFailed('the job was interrupted', 'nothing was written');
  }
}
