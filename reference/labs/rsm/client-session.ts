import { type OperationId, OperationIds } from './operation-id.ts';

/** The client's half of duplicate suppression: it numbers the operations and has one outstanding at a time. */
export class ClientSession {
  private readonly ids = new OperationIds();
  private previous: Promise<unknown> = Promise.resolve();

  /** Starts the operation when the one before has ended: servers remember only a client's latest number. */
  perform<Result>(operation: (id: OperationId) => Promise<Result>): Promise<Result> {
    const id = this.ids.next();
    const result = this.previous.then(() => operation(id));
    this.previous = result;
    return result;
  }
}
