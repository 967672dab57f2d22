import type { SimNode } from '../../harness/nodes/sim-node.ts';
import type { StartResult } from '../../sdk/raft.ts';
import type { Property } from '../failure.ts';
import {
  agreement,
  electionSafety,
  leaderElection,
  leaderNeedsMajority,
  startContract,
  termStability,
} from './properties.ts';
import { RaftGroup } from './raft-group.ts';

/** How long {@link RaftCluster.agree} tries, and how long it waits for one leader's word. */
const AGREEMENT_MS = 10_000;
const PATIENCE_MS = 2_000;
const POLL_MS = 20;

export interface AgreeOptions {
  servers: number;
  retry: boolean;
  hint?: string;
}

/** A Raft group and what a test may expect of it: the helpers of the Go labs' `config.go`, in virtual time. */
export class RaftCluster extends RaftGroup {
  #turn = 0;

  /**
   * Waits until a connected server leads, about five seconds at most, and returns the one with the highest term.
   *
   * @throws PropertyViolated when nobody leads by then, or two lead in one term.
   */
  async oneLeader(): Promise<SimNode> {
    for (let round = 0; round < 10; round++) {
      await this.elapse(this.random.int(450, 549));
      const leader = await this.leaderNow();
      if (leader !== undefined) return leader;
    }
    return this.fail(leaderElection, {
      message: 'no leader was elected',
      expected: `one of ${names(this.connected)} leads within 5 s`,
      actual: `none of them says that it leads; terms: ${await this.#describeTerms()}`,
    });
  }

  /** The connected server that says that it leads, in the highest term if several do. */
  async leaderNow(): Promise<SimNode | undefined> {
    const leaders = new Map<number, SimNode>();
    for (const server of this.connected) {
      const state = await this.state(server);
      if (!state?.isLeader) continue;
      const other = leaders.get(state.term);
      if (other !== undefined) {
        this.fail(electionSafety, {
          message: `two leaders in term ${state.term}`,
          expected: `one leader in term ${state.term}`,
          actual: `both ${other.spec.name} and ${server.spec.name} say that they lead`,
        });
      }
      leaders.set(state.term, server);
    }
    return leaders.get(Math.max(...leaders.keys()));
  }

  /** @throws PropertyViolated unless all connected servers are in the same term now; returns it. */
  async agreedTerm(): Promise<number> {
    const terms = new Set<number>();
    for (const server of this.connected) {
      const state = await this.state(server);
      if (state !== undefined) terms.add(state.term);
    }
    const [term] = terms;
    if (terms.size === 1 && term !== undefined) return term;
    return this.fail(termStability, {
      message: 'connected servers are in different terms while nothing fails',
      expected: 'the same term everywhere',
      actual: await this.#describeTerms(),
    });
  }

  /** @throws PropertyViolated when a connected server says that it leads. */
  async expectNoLeader(): Promise<void> {
    for (const server of this.connected) {
      const state = await this.state(server);
      if (state?.isLeader) {
        this.fail(leaderNeedsMajority, {
          message: `${server.spec.name} leads without a majority`,
          expected: `none of ${names(this.connected)} leads: they are no majority of ${this.servers.length} servers`,
          actual: `${server.spec.name} says that it leads in term ${state.term}`,
        });
      }
    }
  }

  /** How many servers, as they run now, have applied an index. */
  countApplied(index: number): number {
    return this.applied.countApplied(index, this.servers);
  }

  /**
   * Gets a command committed and applied by at least `servers` servers, within ten seconds (Go: `one`).
   *
   * @param options.retry false: fails when the first leader that accepts it has not committed it after two seconds;
   *   true: proposes it again, so it may be committed more than once.
   * @param options.hint what to look at first when it fails, where that is known better than in general.
   * @returns the command's index.
   */
  async agree(command: unknown, options: AgreeOptions): Promise<number> {
    const text = JSON.stringify(command);
    const deadlineMs = this.world.nowMs + AGREEMENT_MS;
    while (this.world.nowMs < deadlineMs) {
      const index = await this.#propose(command);
      if (index === undefined) {
        await this.elapse(50);
        continue;
      }
      const patienceMs = this.world.nowMs + PATIENCE_MS;
      while (this.world.nowMs < patienceMs) {
        const count = this.countApplied(index);
        if (count >= options.servers && this.applied.commandAt(index) === text) return index;
        await this.elapse(POLL_MS);
      }
      if (!options.retry) this.#failAgreement(command, options, `in ${PATIENCE_MS / 1000} s`, index);
    }
    return this.#failAgreement(command, options, `in ${AGREEMENT_MS / 1000} s`, undefined);
  }

  /** Proposes to the connected servers in turn until one accepts; its index. */
  async #propose(command: unknown): Promise<number | undefined> {
    for (let tried = 0; tried < this.servers.length; tried++) {
      this.#turn = (this.#turn + 1) % this.servers.length;
      const server = this.servers[this.#turn] as SimNode;
      if (!this.isConnected(server)) continue;
      const result = await this.start(server, command);
      if (result?.isLeader) return result.index;
    }
    return undefined;
  }

  #failAgreement(command: unknown, options: AgreeOptions, within: string, index: number | undefined): never {
    const { servers, hint } = options;
    const found = index === undefined ? undefined : this.applied.commandAt(index);
    return this.fail(agreement, {
      ...(hint === undefined ? {} : { hint }),
      message: `${JSON.stringify(command)} was not agreed on`,
      expected: `${servers} servers apply it ${within}`,
      actual:
        index === undefined
          ? `no leader got it applied by that many; connected: ${names(this.connected) || 'none'}`
          : found === undefined || found === JSON.stringify(command)
            ? `${this.countApplied(index)} have applied index ${index}`
            : `index ${index} holds ${found}`,
    });
  }

  /**
   * Waits for at least `servers` servers to apply an index, about 31 s at most (Go: `wait`).
   *
   * @param options.startTerm give up, returning undefined, when a server has moved on to a later term.
   * @returns the command at the index, as JSON.
   */
  async waitApplied(index: number, options: { servers: number; startTerm?: number }): Promise<string | undefined> {
    let pauseMs = 10;
    for (let round = 0; round < 30 && this.countApplied(index) < options.servers; round++) {
      await this.elapse(pauseMs);
      pauseMs = Math.min(pauseMs * 2, 1280);
      if (options.startTerm === undefined) continue;
      for (const server of this.servers) {
        const state = await this.state(server);
        if (state !== undefined && state.term > options.startTerm) return undefined;
      }
    }
    const count = this.countApplied(index);
    if (count >= options.servers) return this.applied.commandAt(index);
    return this.fail(agreement, {
      message: `index ${index} was not applied everywhere`,
      expected: `${options.servers} servers apply index ${index}`,
      actual: `${count} did`,
    });
  }

  /** @throws PropertyViolated when any server has applied the index. */
  expectNotApplied(property: Property, index: number, why: string): void {
    const count = this.countApplied(index);
    if (count === 0) return;
    this.fail(property, {
      message: `index ${index} was committed ${why}`,
      expected: `nobody applies index ${index}`,
      actual: `${count} servers applied ${this.applied.commandAt(index)} there`,
    });
  }

  expectStart(result: StartResult | undefined, server: SimNode, index: number): StartResult {
    if (result?.isLeader && result.index === index) return result;
    return this.fail(startContract, {
      message: `${server.spec.name} did not take the command as expected`,
      expected: `start on the leader returns index ${index} and isLeader true`,
      actual: JSON.stringify(result ?? null),
    });
  }

  async #describeTerms(): Promise<string> {
    const parts: string[] = [];
    for (const server of this.connected) {
      const state = await this.state(server);
      parts.push(`${server.spec.name}: ${state === undefined ? 'down' : state.term}`);
    }
    return parts.join(', ') || 'none connected';
  }
}

function names(servers: readonly SimNode[]): string {
  return servers.map((server) => server.spec.name).join(', ');
}
