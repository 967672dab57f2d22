import { INITIAL_TOKEN } from './token-table.ts';
import { APPEND, PUT, type ValueHistory } from './value-history.ts';

/** Who wrote each token: the puts and appends of one token as linked lists in call order. */
export class Writers {
  readonly firstPut: Int32Array;
  readonly putCount: Int32Array;
  readonly firstAppend: Int32Array;
  readonly appendCount: Int32Array;
  /** The next operation of the same kind with the same token, or -1. */
  readonly nextAlike: Int32Array;

  constructor(history: ValueHistory) {
    const { kind, token, count, tokens } = history;
    this.firstPut = new Int32Array(tokens.size).fill(-1);
    this.firstAppend = new Int32Array(tokens.size).fill(-1);
    this.putCount = new Int32Array(tokens.size);
    this.appendCount = new Int32Array(tokens.size);
    this.nextAlike = new Int32Array(count + 1).fill(-1);
    for (let operation = count - 1; operation >= 0; operation--) {
      const written = token[operation]!;
      if (kind[operation] === PUT) {
        this.nextAlike[operation] = this.firstPut[written]!;
        this.firstPut[written] = operation;
        this.putCount[written]!++;
      } else if (kind[operation] === APPEND) {
        this.nextAlike[operation] = this.firstAppend[written]!;
        this.firstAppend[written] = operation;
        this.appendCount[written]!++;
      }
    }
    this.nextAlike[count] = this.firstPut[INITIAL_TOKEN]!;
    this.firstPut[INITIAL_TOKEN] = count;
    this.putCount[INITIAL_TOKEN]!++;
  }
}
