/**
 * The prelude: what turns the node protocol into the world that a programmer expects. It is evaluated inside every
 * node's realm, before the submission, and runs with no more rights than the submission has: whatever it emits is
 * validated outside.
 */
import type { NodeRuntime, Program, ProgramFactory } from '../../../sdk/runtime.ts';
import { type BootConfig, EVENT } from '../protocol.ts';
import { installClock } from './clock.ts';
import { installConsole } from './console.ts';
import { describeError } from './describe-error.ts';
import { levelLanguage } from './language.ts';
import { Outbox } from './outbox.ts';
import { createPersister } from './persister.ts';
import { installRandom } from './random.ts';
import { Timers } from './timers.ts';
import { installWebGlobals } from './web-globals.ts';

type Programs = Record<string, ProgramFactory>;
type BundleFunction = () => { programs: Programs };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

const { parse, stringify } = JSON;
const resolved = Promise.resolve();

export function createRealm(global: typeof globalThis) {
  levelLanguage(global);
  const outbox = new Outbox();
  const timers = new Timers(outbox, fail);
  const clock = installClock(global);
  const replies = new Map<number, (value: unknown) => void>();
  const applied = new Map<number, () => void>();
  const files = new Map<number, Waiting>();
  let nextId = 1;
  let program: Program | undefined;

  timers.install(global);
  const { setTimeout } = global;

  function fail(error: unknown): void {
    outbox.error(describeError(error));
  }

  function call(to: number, method: string, args: unknown): Promise<unknown> {
    const rpcId = nextId++;
    outbox.send(to, rpcId, method, stringify(args) ?? 'null');
    return new Promise((resolve) => {
      replies.set(rpcId, resolve);
    });
  }

  function awaitApplied(applyId: number): Promise<void> {
    return new Promise((resolve) => {
      applied.set(applyId, resolve);
    });
  }

  function createRuntime(config: BootConfig): NodeRuntime {
    return {
      options: config.options,
      persister: createPersister(config.state, config.snapshot, outbox),
      call,
      apply(index, command, wait) {
        const applyId = wait ? nextId++ : 0;
        outbox.apply(applyId, index, stringify(command) ?? 'null');
        return wait ? awaitApplied(applyId) : resolved;
      },
      applySnapshot(index, term, snapshot, wait) {
        const applyId = wait ? nextId++ : 0;
        outbox.applySnapshot(applyId, index, term, snapshot);
        return wait ? awaitApplied(applyId) : resolved;
      },
      role: (term, isLeader) => outbox.role(term, isLeader),
      observe: (topic, value) => outbox.observe(topic, stringify(value) ?? 'null'),
      file(operation, args) {
        const operationId = nextId++;
        outbox.file(operationId, operation, stringify(args));
        return new Promise((resolve, reject) => {
          files.set(operationId, { resolve, reject });
        });
      },
      exit: (code) => outbox.exit(code),
      fail,
    };
  }

  /** Sends `value` on its way as soon as it is known. */
  function answer(value: unknown, send: (json: string) => void): void {
    if (isThenable(value)) Promise.resolve(value).then((settled) => sendJson(settled, send), fail);
    else send(stringify(value) ?? 'null');
  }

  /** As a promise's last callback: what it throws has no other place to go. */
  function sendJson(value: unknown, send: (json: string) => void): void {
    try {
      send(stringify(value) ?? 'null');
    } catch (error) {
      fail(error);
    }
  }

  function deliver(kind: number, a: number, b: number, c: string, d: string): void {
    switch (kind) {
      case EVENT.timer:
        timers.fire(a);
        return;
      case EVENT.rpc:
        answer(runningProgram().onRpc(c, parse(d), b), (json) => outbox.reply(a, json));
        return;
      case EVENT.reply: {
        const resolve = replies.get(a);
        replies.delete(a);
        resolve?.(b === 1 ? parse(d) : undefined);
        return;
      }
      case EVENT.call:
        answer(runningProgram().onCall(c, parse(d)), (json) => outbox.returned(a, json));
        return;
      case EVENT.applied: {
        const resolve = applied.get(a);
        applied.delete(a);
        resolve?.();
        return;
      }
      case EVENT.file: {
        const waiting = files.get(a);
        files.delete(a);
        if (b === 1) waiting?.resolve(parse(d));
        else waiting?.reject(new Error(parse(d)));
        return;
      }
    }
  }

  function runningProgram(): Program {
    if (program === undefined) throw new Error('the node has not started');
    return program;
  }

  function furnish({ seed, logs }: Pick<BootConfig, 'seed' | 'logs'>): void {
    installRandom(global, seed);
    installConsole(global, logs ? outbox : undefined);
    installWebGlobals(global, { fail, setTimeout, seed });
  }

  return {
    /** Runs the bundle's top level and nothing else. */
    load(bundle: BundleFunction): void {
      try {
        furnish({ seed: 'load', logs: false });
        bundle();
      } catch (error) {
        fail(error);
      }
    },
    boot(bundle: BundleFunction, configText: string): void {
      try {
        const config: BootConfig = parse(configText);
        clock.set(config.nowMs);
        if (config.places) outbox.notePlaces();
        furnish(config);
        const factory = bundle().programs[config.program];
        if (factory === undefined) throw new Error(`the bundle has no program '${config.program}'`);
        program = factory(createRuntime(config) as NodeRuntime<never>);
      } catch (error) {
        fail(error);
      }
    },
    dispatch(nowMs: number, kind: number, a: number, b: number, c: string, d: string): void {
      clock.set(nowMs);
      try {
        deliver(kind, a, b, c, d);
      } catch (error) {
        fail(error);
      }
    },
    take(): string {
      try {
        program?.afterStep?.();
      } catch (error) {
        fail(error);
      }
      return outbox.take();
    },
    takeNotes: () => outbox.takeNotes(),
    uncaught: fail,
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
