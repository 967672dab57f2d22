import { type Clock, clock } from './clock.ts';
import { type Crash, crash } from './crash.ts';
import { type CrashPointFault, crashPoint } from './crash-point.ts';
import { type Cut, cut } from './cut.ts';
import type { Fault, FaultKind } from './fault.ts';
import { type Isolate, isolate } from './isolate.ts';
import { type LinkQuality, linkQuality } from './link-quality.ts';
import { type Mute, mute } from './mute.ts';
import { type NetworkMode, networkMode } from './network-mode.ts';
import { type Partition, partition } from './partition.ts';
import { type Reconnect, reconnect } from './reconnect.ts';
import { type Restart, restart } from './restart.ts';

/** Every fault there is. */
export type AnyFault =
  | Clock
  | Crash
  | CrashPointFault
  | Cut
  | Isolate
  | LinkQuality
  | Mute
  | NetworkMode
  | Partition
  | Reconnect
  | Restart;

type KindOf<F extends Fault> = F extends Fault ? FaultKind<F> : never;

/** One line per kind of fault. */
export const FAULT_KINDS: readonly KindOf<AnyFault>[] = [
  clock,
  crash,
  crashPoint,
  cut,
  isolate,
  linkQuality,
  mute,
  networkMode,
  partition,
  reconnect,
  restart,
];
