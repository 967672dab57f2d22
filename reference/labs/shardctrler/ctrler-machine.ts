import type { Config } from 'labs/shardctrler';
import type { StateMachine } from '../rsm/replicated-state-machine.ts';
import { SessionTable } from '../rsm/session-table.ts';
import type { Change, CtrlerReply, Query } from './commands.ts';
import { changed, FIRST_CONFIG } from './configurations.ts';

/** The replicated state of a controller: every configuration there ever was, by number. */
export class CtrlerMachine implements StateMachine<Query | Change, CtrlerReply> {
  private configs: Config[] = [FIRST_CONFIG];
  private sessions = new SessionTable();

  apply(command: Query | Change): CtrlerReply {
    if (command.op === 'query') return { err: 'OK', config: this.configNumbered(command.num) };
    this.applyOnce(command);
    return { err: 'OK' };
  }

  hasApplied(change: Change): boolean {
    return this.sessions.hasApplied(change);
  }

  encode(): string {
    return JSON.stringify({ configs: this.configs, sessions: this.sessions.encode() });
  }

  restore(snapshot: string): void {
    const { configs, sessions } = JSON.parse(snapshot);
    this.configs = configs;
    this.sessions = new SessionTable(sessions);
  }

  private applyOnce(change: Change): void {
    if (this.hasApplied(change)) return;
    this.configs.push(changed(this.latest(), change));
    this.sessions.record(change);
  }

  private configNumbered(num: number): Config {
    return this.configs[num] ?? this.latest();
  }

  private latest(): Config {
    return this.configs.at(-1)!;
  }
}
