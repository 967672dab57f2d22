import vm from 'node:vm';
import { assert } from '../../base/assert.ts';
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
  /** JavaScript whose value is a function: given the realm's global object, it returns the record of programs. */
  code: string;
  /** Its name in stack traces. */
  fileName: string;
}

const CONTEXT_OPTIONS = { codeGeneration: { strings: false, wasm: false } } as const;

let preludeScript: vm.Script | undefined;

function createRealm(): { context: vm.Context; realm: Realm } {
  preludeScript ??= new vm.Script(preludeSource(), { filename: 'labs-prelude.js' });
  const context = vm.createContext(Object.create(null), CONTEXT_OPTIONS);
  return { context, realm: preludeScript.runInContext(context) as Realm };
}

/** Loads a bundle without booting a node. Returns the error that its code throws at the top level, if it does. */
export function loadBundle(bundle: Bundle): { message: string; stack: string } | undefined {
  const { context, realm } = createRealm();
  realm.load(new vm.Script(bundle.code, { filename: bundle.fileName }).runInContext(context));
  const notes = String(realm.takeNotes());
  return notes.startsWith(NOTE.error) ? JSON.parse(notes.slice(1)) : undefined;
}

/**
 * Runs every node in a `node:vm` context of this process: fast, and open to a debugger. A context keeps nodes from
 * sharing objects; it is not a security boundary.
 */
export class VmHost implements Host {
  readonly #bundle: vm.Script;
  readonly #realms: (Realm | undefined)[] = [];
  readonly #onUnhandledRejection = (reason: unknown) => this.#current?.uncaught(reason);
  readonly #otherListeners: NodeJS.UnhandledRejectionListener[];
  #current: Realm | undefined;

  constructor(bundle: Bundle) {
    this.#bundle = new vm.Script(bundle.code, { filename: bundle.fileName });
    // While nodes run, a rejection that nobody handles is theirs, and nobody else's business.
    this.#otherListeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', this.#onUnhandledRejection);
  }

  boot(slot: number, config: BootConfig): void {
    const { context, realm } = createRealm();
    this.#realms[slot] = realm;
    this.#current = realm;
    // A function: the bundle's own top level runs inside the realm's `boot`, where what it throws is the node's error.
    const bundle: unknown = this.#bundle.runInContext(context);
    realm.boot(bundle, JSON.stringify(config));
  }

  deliver(slot: number, nowMs: number, kind: EventKind, a: number, b: number, c: string, d: string): void {
    const realm = this.#realms[slot] as Realm;
    this.#current = realm;
    realm.dispatch(nowMs, kind, a, b, c, d);
  }

  collect(slot: number): string {
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
    this.#current = undefined;
    process.off('unhandledRejection', this.#onUnhandledRejection);
    for (const listener of this.#otherListeners) process.on('unhandledRejection', listener);
  }
}
