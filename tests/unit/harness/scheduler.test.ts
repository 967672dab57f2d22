import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT } from '../../../src/harness/nodes/protocol.ts';
import { SimNode } from '../../../src/harness/nodes/sim-node.ts';
import { Scheduler } from '../../../src/harness/simulation/scheduler.ts';
import { Disk } from '../../../src/harness/storage/disk.ts';
import { checkProperty } from '../../property.ts';

function runAll(scheduler: Scheduler): number[] {
  const times: number[] = [];
  for (let event = scheduler.next(); event !== undefined; event = scheduler.next()) {
    event.task?.();
    times.push(scheduler.nowMs);
  }
  return times;
}

function runningNode(): SimNode {
  const node = new SimNode(0, { name: 'node', program: 'peer', options: null }, new Disk());
  node.isAlive = true;
  node.incarnation = 1;
  return node;
}

const timerOf = (scheduler: Scheduler, node: SimNode, id: number, delayMs = 1) =>
  scheduler.scheduleEvent(delayMs, EVENT.timer, node, id, 0, '', '');

const delay = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 1e5, noNaN: true }));

checkProperty(
  'tasks run in order of time, those of one time in order of scheduling, and the clock never goes back',
  fc.property(fc.array(delay), (delays) => {
    const scheduler = new Scheduler(1);
    const ran: number[] = [];
    const events = delays.map((ms, i) => scheduler.scheduleTask(ms, () => ran.push(i)));
    const times = runAll(scheduler);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const at = (i: number) => (events[i] as { atMs: number }).atMs;
    expect(ran).toEqual(delays.map((_, i) => i).sort((a, b) => at(a) - at(b) || a - b));
  }),
);

checkProperty(
  'time advances in whole nanoseconds, whatever the delays',
  fc.property(fc.array(delay, { minLength: 1 }), (delays) => {
    const scheduler = new Scheduler(1);
    for (const ms of delays) {
      scheduler.scheduleTask(ms, () => {});
      scheduler.next();
      expect(scheduler.nowMs).toBe(Math.round(scheduler.nowMs * 1e6) / 1e6);
    }
    expect(Math.abs(scheduler.nowMs - delays.reduce((sum, ms) => sum + ms, 0))).toBeLessThan(1e-6 * delays.length);
  }),
);

test('ten tenths of a millisecond make one millisecond', () => {
  const scheduler = new Scheduler(1);
  for (let i = 0; i < 10; i++) {
    scheduler.scheduleTask(0.1, () => {});
    scheduler.next();
  }
  expect(scheduler.nowMs).toBe(1);
});

test('a cancelled task does not run, and does not move the clock', () => {
  const scheduler = new Scheduler(1);
  const ran: string[] = [];
  scheduler.scheduleTask(5, () => ran.push('cancelled')).isCancelled = true;
  scheduler.scheduleTask(2, () => ran.push('kept'));
  expect(runAll(scheduler)).toEqual([2]);
  expect(ran).toEqual(['kept']);
  expect(scheduler.nowMs).toBe(2);
});

test('an event reaches the incarnation that it was scheduled for, and no later one', () => {
  const scheduler = new Scheduler(1);
  const node = runningNode();
  timerOf(scheduler, node, 1);
  expect(scheduler.next()?.a).toBe(1);

  timerOf(scheduler, node, 2);
  node.incarnation = 2;
  timerOf(scheduler, node, 3);
  expect(scheduler.next()?.a).toBe(3);
  expect(scheduler.next()).toBeUndefined();
});

test('an event does not reach a node that is down', () => {
  const scheduler = new Scheduler(1);
  const node = runningNode();
  timerOf(scheduler, node, 1);
  node.isAlive = false;
  expect(scheduler.next()).toBeUndefined();
});

test('streams of one scheduler are named after their consumers', () => {
  const scheduler = new Scheduler(7);
  expect(scheduler.stream('a').float()).toBe(new Scheduler(7).stream('a').float());
  expect(scheduler.stream('a').float()).not.toBe(scheduler.stream('b').float());
  expect(scheduler.stream('a').float()).not.toBe(new Scheduler(8).stream('a').float());
});
