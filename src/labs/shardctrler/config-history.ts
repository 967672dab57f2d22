import type { Config } from '../../sdk/shardctrler.ts';
import { PropertyViolated } from '../failure.ts';
import { configText } from './config-rules.ts';
import { replicaAgreement } from './properties.ts';

/** Every configuration that some clerk was told of: the same one for everybody, at all times. */
export class ConfigHistory {
  readonly #seen = new Map<number, { text: string; by: string; atMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws PropertyViolated when somebody was told of another configuration with this number. */
  observe(config: Config, by: string): void {
    const text = configText(config);
    const first = this.#seen.get(config.num);
    if (first === undefined) {
      this.#seen.set(config.num, { text, by, atMs: this.#now() });
    } else if (first.text !== text) {
      throw new PropertyViolated(replicaAgreement, {
        message: `there are two configurations ${config.num}`,
        expected: `${first.text}, which ${first.by} was told at ${first.atMs.toFixed(1)} ms`,
        actual: `${text}, which ${by} was told`,
      });
    }
  }
}
