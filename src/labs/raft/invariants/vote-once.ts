import type { Call } from '../../../harness/network/call.ts';
import type { SimNode } from '../../../harness/nodes/sim-node.ts';
import type { Observer } from '../../../harness/observer.ts';
import { PropertyViolated } from '../../failure.ts';
import { voteOnce } from '../properties.ts';
import { asVoteRequest, isGranted } from './figure-2.ts';

/** A server never grants its vote of one term to two candidates, whatever becomes of its replies. */
export class VoteOnce implements Observer {
  /** Per server: term → the candidate that was granted the vote, and in which incarnation. */
  readonly #votes = new Map<SimNode, Map<number, { candidateId: number; incarnation: number }>>();

  onReply(call: Call, value: string): void {
    const request = asVoteRequest(call.method, call.args);
    if (request === undefined || !isGranted(request, value)) return;
    const voter = call.to;
    const votes = this.#votes.get(voter) ?? new Map();
    this.#votes.set(voter, votes);
    const earlier = votes.get(request.term);
    if (earlier === undefined) {
      votes.set(request.term, { candidateId: request.candidateId, incarnation: voter.incarnation });
    } else if (earlier.candidateId !== request.candidateId) {
      const isAfterRestart = earlier.incarnation !== voter.incarnation;
      throw new PropertyViolated(voteOnce, {
        message: `${voter.spec.name} voted for two candidates in term ${request.term}`,
        expected: `no vote for candidate ${request.candidateId}: ${voter.spec.name} has voted for candidate ${earlier.candidateId} in term ${request.term}`,
        actual: `${voter.spec.name} granted its vote to candidate ${request.candidateId} too${isAfterRestart ? ', after a restart' : ''}`,
      });
    }
  }
}
