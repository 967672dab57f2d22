import type { EffectSink } from '../../../src/harness/nodes/effects.ts';

/** An effect as it was handed over: method and arguments. */
export type ReadEffect = readonly [method: string, ...args: unknown[]];

/** A sink that keeps what it is handed; `room` effects, then the node has crashed. */
export function recordEffects(room = Number.POSITIVE_INFINITY): { sink: EffectSink; seen: ReadEffect[] } {
  const seen: ReadEffect[] = [];
  const keep =
    (method: keyof EffectSink) =>
    (...args: unknown[]) =>
      seen.push([method, ...args]) < room;
  const sink: EffectSink = {
    send: keep('send'),
    reply: keep('reply'),
    setTimer: keep('setTimer'),
    clearTimer: keep('clearTimer'),
    persist: keep('persist'),
    apply: keep('apply'),
    applySnapshot: keep('applySnapshot'),
    returned: keep('returned'),
    role: keep('role'),
    observe: keep('observe'),
    file: keep('file'),
    log: keep('log'),
    error: keep('error'),
    exit: keep('exit'),
  };
  return { sink, seen };
}
