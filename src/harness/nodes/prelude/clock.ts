/** Virtual time zero as a wall-clock time: the first day of the course, 2022-01-11T00:00:00Z. */
const EPOCH_MS = 1_641_859_200_000;

/** Replaces `Date` and `performance` by versions that read virtual time. Time stands still within a step. */
export function installClock(global: typeof globalThis): { set(nowMs: number): void } {
  let now = 0;
  const { floor } = Math;
  const wallClock = () => EPOCH_MS + floor(now);
  Object.defineProperty(wallClock, 'name', { value: 'now' });
  const RealDate = global.Date;

  function VirtualDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(wallClock()).toString();
    return Reflect.construct(RealDate, args.length === 0 ? [wallClock()] : args, new.target);
  }
  Object.defineProperties(VirtualDate, {
    prototype: { value: RealDate.prototype, writable: false },
    name: { value: 'Date' },
    length: { value: 7 },
    now: { value: wallClock, writable: true, configurable: true },
    parse: { value: RealDate.parse, writable: true, configurable: true },
    UTC: { value: RealDate.UTC, writable: true, configurable: true },
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });

  define(global, 'Date', VirtualDate);
  define(global, 'performance', { now: () => now, timeOrigin: EPOCH_MS });
  return {
    set(nowMs) {
      now = nowMs;
    },
  };
}

function define(global: object, name: string, value: unknown): void {
  Object.defineProperty(global, name, { value, writable: true, configurable: true });
}
