import { LabsError } from '../../base/errors.ts';
import { findJail, type MissingPart } from '../../harness/nodes/jail/find-jail.ts';
import type { Config } from '../config/schema.ts';
import type { ProcessIsolation } from './messages.ts';

export interface IsolationRequest {
  limits: Config['limits'];
  /** A process for every node, not for every test? */
  isStrict: boolean;
}

export interface FoundIsolation {
  isolation: ProcessIsolation;
  /** What the jail lacks on this machine; empty: nothing. */
  missing: readonly MissingPart[];
}

/** How to run nodes in processes of their own on this machine, in the best jail that it has. */
export function findIsolation({ limits, isStrict }: IsolationRequest): FoundIsolation {
  const { jail, missing } = findJail();
  const { memoryMb, cpuS } = limits;
  return { isolation: { jail, limits: { memoryMb, cpuS }, isStrict }, missing };
}

/**
 * The same for code that nobody trusts.
 *
 * @param request `allowWeaker`: the person has said that a weaker jail will do.
 * @param found what has been found already; absent: it is looked for.
 * @throws LabsError when the jail lacks something, unless that is allowed.
 */
export function requireIsolation(
  request: IsolationRequest & { allowWeaker: boolean },
  found: FoundIsolation = findIsolation(request),
): ProcessIsolation {
  const { isolation, missing } = found;
  const [first] = missing;
  if (first === undefined || request.allowWeaker) return isolation;
  throw new LabsError('weak-jail', `the jail for submissions is not complete here:\n${describeMissing(missing)}`, {
    hint: `${first.remedy}; or accept the weaker jail with --allow-weaker-jail`,
  });
}

/** One line for each part. */
export function describeMissing(missing: readonly MissingPart[]): string {
  return missing.map(({ part, reason, consequence }) => `  ${part}: ${reason}; ${consequence}`).join('\n');
}
