import type { LeaderContext } from './leader-context.ts';
import type { CommitArgs, Outcome, TransactionId, VoteArgs, VoteReply } from './messages.ts';
import type { Participant } from './participant.ts';

/** A transaction is aborted when not all have voted by then (lecture 11: TC can time out, and abort). */
const VOTE_TIMEOUT_MS = 3_000;

/** A transaction that is not decided yet. */
interface Undecided {
  /** Prepare timestamps, by group; null: no. */
  readonly votes: Map<number, number | null>;
  /** The groups that have to vote; undefined while the client's commit has not come. */
  participants: readonly number[] | undefined;
  isDoomed: boolean;
  decide(outcome: Outcome): void;
  readonly decided: Promise<Outcome>;
  /** The whole commit: ends when the outcome is in the log, and its time has passed. */
  result: Promise<Outcome | undefined> | undefined;
}

/**
 * What a group's leader does as the transaction coordinator (lecture 13). It is a replicated group like the others: its
 * decisions are in its log, so that a crash blocks nobody for longer than an election.
 */
export class Coordinator {
  readonly #leader: LeaderContext;
  readonly #participant: Participant;
  readonly #undecided = new Map<TransactionId, Undecided>();
  /** Commits that need nobody else. */
  readonly #alone = new Map<TransactionId, Promise<Outcome | undefined>>();
  /** Decisions that all participants know, to be forgotten. */
  #settled: TransactionId[] = [];

  constructor(leader: LeaderContext, participant: Participant) {
    this.#leader = leader;
    this.#participant = participant;
  }

  /** After a change of leader: participants may not know the decisions of the one before. */
  recover(): void {
    for (const tid of this.#leader.state.decisions.keys()) void this.#publish(tid);
  }

  takeSettled(): TransactionId[] {
    return this.#settled.splice(0);
  }

  /** The outcome, the same however often it is asked for; undefined when the term has ended before. */
  commit(args: CommitArgs): Promise<Outcome | undefined> {
    const { tid, participants } = args;
    const known = this.#leader.state.outcomeOf(tid);
    if (known !== undefined) return this.#whenPassed(known);
    if (participants.length === 1) {
      const running = this.#alone.get(tid) ?? this.#commitAlone(args).finally(() => this.#alone.delete(tid));
      this.#alone.set(tid, running);
      return running;
    }
    const undecided = this.#undecidedOf(tid);
    undecided.participants = participants;
    void this.#participant.prepare({ ...args, coordinator: this.#leader.group });
    this.#count(undecided);
    return this.#resultOf(tid, undecided);
  }

  async vote({ tid, group, ts, isWounded }: VoteArgs): Promise<VoteReply> {
    const known = this.#leader.state.outcomeOf(tid);
    if (known !== undefined) return { outcome: await this.#whenPassed(known) };
    const undecided = this.#undecidedOf(tid);
    undecided.votes.set(group, ts);
    undecided.isDoomed ||= isWounded;
    this.#count(undecided);
    return {};
  }

  /** A transaction of one group needs no two phases. */
  async #commitAlone({ tid, priority, part }: CommitArgs): Promise<Outcome | undefined> {
    if (!(await this.#participant.lock(tid, priority, part))) return this.#decide(tid, null, []);
    const { ts, isApplied } = this.#leader.logNext((ts) => ({ type: 'commit', tid, ts, writes: part.writes }));
    if (!(await isApplied)) return undefined;
    await this.#whenPassed(ts);
    await this.#participant.end(tid, ts);
    return ts;
  }

  #undecidedOf(tid: TransactionId): Undecided {
    let undecided = this.#undecided.get(tid);
    if (undecided === undefined) {
      let decide: (outcome: Outcome) => void = () => {};
      const decided = new Promise<Outcome>((resolve) => {
        decide = resolve;
      });
      undecided = { votes: new Map(), participants: undefined, isDoomed: false, decide, decided, result: undefined };
      this.#undecided.set(tid, undecided);
      this.#abortAfterTimeout(tid, undecided);
    }
    return undecided;
  }

  #abortAfterTimeout(tid: TransactionId, undecided: Undecided): void {
    const timer = setTimeout(() => {
      undecided.isDoomed = true;
      // The client's commit may never come: those that have voted are the ones that wait.
      undecided.participants ??= [...undecided.votes.keys()];
      this.#count(undecided);
      void this.#resultOf(tid, undecided);
    }, VOTE_TIMEOUT_MS);
    void undecided.decided.then(() => clearTimeout(timer));
  }

  /** Decides as soon as it can: when all participants have said yes, or one of them no. */
  #count({ participants, votes, isDoomed, decide }: Undecided): void {
    if (participants === undefined) return;
    const known = participants.map((group) => votes.get(group));
    if (isDoomed || known.includes(null)) decide(null);
    // Not below any prepare timestamp: who has read past one has waited for this decision.
    else if (!known.includes(undefined)) decide(Math.max(...(known as number[])));
  }

  #resultOf(tid: TransactionId, undecided: Undecided): Promise<Outcome | undefined> {
    undecided.result ??= undecided.decided.then((outcome) => {
      const others = undecided.participants?.filter((group) => group !== this.#leader.group) ?? [];
      return this.#decide(tid, outcome, others);
    });
    return undecided.result;
  }

  /** Logs the decision, and lets those know that take part. */
  async #decide(tid: TransactionId, outcome: Outcome, others: readonly number[]): Promise<Outcome | undefined> {
    if (!(await this.#leader.log({ type: 'decide', tid, outcome, others }))) return undefined;
    await this.#whenPassed(outcome);
    this.#undecided.delete(tid);
    await this.#participant.end(tid, outcome);
    void this.#publish(tid);
    return outcome;
  }

  /** Commit wait: nobody learns of a commit before its timestamp has certainly passed (lecture 13). */
  async #whenPassed(outcome: Outcome): Promise<Outcome> {
    if (outcome !== null) await this.#leader.trueTime.untilAfter(outcome);
    return outcome;
  }

  /** Tells the other participants until all of them have answered: then the decision can be forgotten. */
  async #publish(tid: TransactionId): Promise<void> {
    const decision = this.#leader.state.decisions.get(tid);
    if (decision === undefined) return;
    const outcome = await this.#whenPassed(decision.outcome);
    await Promise.all(decision.others.map((group) => this.#leader.groups[group]?.call('Outcome', { tid, outcome })));
    this.#settled.push(tid);
  }
}
