import vm from 'node:vm';
import { assert, HarnessBug } from '../../base/assert.ts';
import { type BundleError, readBundleError } from './bundle-error.ts';
import { ProtocolViolation } from './effects.ts';
import type { Host } from './host.ts';
import { preludeSource } from './prelude-source.ts';
import { type BootConfig, type EventKind, NOTE } from './protocol.ts';

/** The realm's interface, as `prelude/main.ts` returns it. Everything in it lives inside the node's context. */
interface Realm {
  load(bundle: unknown): void;
  boot(bundle: unknown, config: string): void;
  dispatch(nowMs: number, kind: number, a: number, b: number, c: string, d: string): void;
  take(): unknown;
  takeNotes(): unknown;
  uncaught(reason: unknown): void;
}

export interface Bundle {
  /** JavaScript whose value is a function that returns the record of programs. */
  code: string;
  /** Its name in stack traces. */
  fileName: string;
}

const CONTEXT_OPTIONS = { codeGeneration: { strings: false, wasm: false } } as const;

let preludeScript: vm.Script | undefined;

function createRealm(): { context: vm.Context; realm: Realm } {
  preludeScript ??= new vm.Script(preludeSource(), { filename: 'labs-prelude.js' });
  // The global object is the context's own: where it stands for an object of ours, every look at a global is a call.
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, CONTEXT_OPTIONS);
  return { context, realm: preludeScript.runInContext(context) as Realm };
}

/** Loads a bundle without booting a node. Returns the error that its code throws at the top level, if it does. */
export function loadBundle(bundle: Bundle): BundleError | undefined {
  const { context, realm } = createRealm();
  realm.load(new vm.Script(bundle.code, { filename: bundle.fileName }).runInContext(context));
  const notes = String(realm.takeNotes());
  return notes.startsWith(NOTE.error) ? readBundleError(notes.slice(notes.indexOf('\t') + 1)) : undefined;
}

/** The hosts that are open. While there are any, a rejection that nobody handles is their nodes', and nobody else's business. */
const openHosts = new Set<VmHost>();
let otherListeners: NodeJS.UnhandledRejectionListener[] = [];
/** Whose step it is. */
let current: Realm | undefined;
/** What the harness itself has rejected and nobody handled, for the next step to throw. */
let ownRejection: { reason: unknown } | undefined;

function onUnhandledRejection(reason: unknown, promise: Promise<unknown>): void {
  // A promise of a node's realm is no instance of this realm's class.
  if (promise instanceof Promise) ownRejection ??= { reason };
  else current?.uncaught(reason);
}

function throwOwnRejection(): void {
  if (ownRejection === undefined) return;
  const { reason } = ownRejection;
  ownRejection = undefined;
  throw new HarnessBug(`a rejection that nobody handles: ${reason instanceof Error ? reason.stack : String(reason)}`);
}

/**
 * Runs every node in a `node:vm` context of this process: fast, and open to a debugger. A context keeps nodes from
 * sharing objects; it is not a security boundary.
 */
export class VmHost implements Host {
  readonly #bundle: vm.Script;
  readonly #realms: (Realm | undefined)[] = [];
  /** Something came out of a realm that its prelude lets nothing out of: what the submission patched has broken it. */
  #isBroken = false;

  constructor(bundle: Bundle) {
    this.#bundle = new vm.Script(bundle.code, { filename: bundle.fileName });
    if (openHosts.size === 0) {
      otherListeners = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.on('unhandledRejection', onUnhandledRejection);
    }
    openHosts.add(this);
  }

  boot(slot: number, config: BootConfig): void {
    const { context, realm } = createRealm();
    this.#realms[slot] = realm;
    current = realm;
    try {
      // A function: the bundle's own top level runs inside the realm's `boot`, where what it throws is the node's error.
      const bundle: unknown = this.#bundle.runInContext(context);
      realm.boot(bundle, JSON.stringify(config));
    } catch {
      this.#isBroken = true;
    }
  }

  deliver(slot: number, nowMs: number, kind: EventKind, a: number, b: number, c: string, d: string): void {
    const realm = this.#realms[slot] as Realm;
    current = realm;
    try {
      realm.dispatch(nowMs, kind, a, b, c, d);
    } catch {
      this.#isBroken = true;
    }
  }

  /** @throws ProtocolViolation when the submission has broken its own realm. */
  collect(slot: number): string {
    throwOwnRejection();
    if (this.#isBroken) throw new ProtocolViolation('the node’s built-ins are patched so that no event reaches it');
    const effects = (this.#realms[slot] as Realm).take();
    assert(typeof effects === 'string', 'the prelude returned effects that are not a string');
    return effects;
  }

  takeNotes(slot: number): string {
    const notes = (this.#realms[slot] as Realm).takeNotes();
    assert(typeof notes === 'string', 'the prelude returned notes that are not a string');
    return notes;
  }

  stop(slot: number): void {
    this.#realms[slot] = undefined;
  }

  close(): void {
    this.#realms.length = 0;
    if (!openHosts.delete(this) || openHosts.size > 0) return;
    current = undefined;
    ownRejection = undefined;
    process.off('unhandledRejection', onUnhandledRejection);
    for (const listener of otherListeners) process.on('unhandledRejection', listener);
  }
}
