import { type EffectSink, ProtocolViolation, readEffects } from '../effects.ts';

/** Longer values may be nested so deeply that writing them again overflows the stack. */
const FLAT_CHARS_MAX = 2_000;

/**
 * Checks that every value in the effects and notes of a step is JSON, and nested no deeper than can be written again.
 *
 * @throws ProtocolViolation at the first one that is not.
 */
export function requireJson(effects: string, notes: string): void {
  if (effects !== '' || notes !== '') readEffects(effects, VALUES, notes);
}

function check(value: string): true {
  try {
    const parsed: unknown = JSON.parse(value);
    if (value.length > FLAT_CHARS_MAX) JSON.stringify(parsed);
    return true;
  } catch {
    throw new ProtocolViolation(`the node sent a value that is no JSON: ${JSON.stringify(value.slice(0, 80))}`);
  }
}

const VALUES: EffectSink = {
  send: (_to, _rpcId, _method, args) => check(args),
  reply: (_callNumber, value) => check(value),
  apply: (_applyId, _index, command) => check(command),
  returned: (_callId, value) => check(value),
  observe: (_topic, value) => check(value),
  file: (_operationId, _operation, args) => check(args),
  log: (_level, text) => check(text),
  error: (description) => check(description),
  setTimer: () => true,
  clearTimer: () => true,
  persist: () => true,
  applySnapshot: () => true,
  role: () => true,
  exit: () => true,
};
