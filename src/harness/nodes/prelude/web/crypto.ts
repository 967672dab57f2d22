import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import alea from 'seedrandom/lib/alea.js';
import { bytesOf } from './buffer-source.ts';
import { codedError } from './coded-error.ts';
import { DOMException } from './dom-exception.ts';
import { nodeServices } from './node-services.ts';
import { asWebInterface } from './web-interface.ts';

const INTERNAL = Symbol('internal');
const RANDOM_BYTES_MAX = 65_536;
const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;

class SubtleCrypto {
  constructor(permission?: unknown) {
    mustBeInternal(permission);
  }

  /** The digest is computed at once; the promise is what the web platform promises. */
  async digest(algorithm: unknown, data: unknown): Promise<ArrayBuffer> {
    const name =
      typeof algorithm === 'object' && algorithm !== null ? (algorithm as { name?: unknown }).name : algorithm;
    const key = `${name}`.toUpperCase();
    if (!Object.hasOwn(HASHES, key)) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    const bytes = bytesOf(data);
    if (bytes === undefined) {
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        "Failed to execute 'digest' on 'SubtleCrypto': 2nd argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.",
      );
    }
    return HASHES[key as keyof typeof HASHES](bytes).slice().buffer as ArrayBuffer;
  }

  get [Symbol.toStringTag](): string {
    return 'SubtleCrypto';
  }
}

class Crypto {
  // A stream of its own: a program that draws from here leaves `Math.random` as it was.
  readonly #stream = alea(`${nodeServices().seed}/crypto`) as (() => number) & { int32(): number };
  readonly #subtle = new SubtleCrypto(INTERNAL);

  constructor(permission?: unknown) {
    mustBeInternal(permission);
  }

  get subtle(): SubtleCrypto {
    return this.#subtle;
  }

  getRandomValues<View>(view: View): View {
    const isIntegers = ArrayBuffer.isView(view) && /^Big(Ui|I)nt|^(Ui|I)nt/.test(typeName(view));
    if (!isIntegers) {
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    const bytes = bytesOf(view) as Uint8Array;
    if (bytes.length > RANDOM_BYTES_MAX) {
      throw new DOMException(
        `The requested length exceeds ${RANDOM_BYTES_MAX.toLocaleString('en-US')} bytes`,
        'QuotaExceededError',
      );
    }
    this.#fill(bytes);
    return view;
  }

  randomUUID(): string {
    const bytes = this.#fill(new Uint8Array(16));
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Four bytes a draw, lowest first. */
  #fill(bytes: Uint8Array): Uint8Array {
    let word = 0;
    for (let i = 0; i < bytes.length; i++) {
      word = i % 4 === 0 ? this.#stream.int32() : word >>> 8;
      bytes[i] = word & 0xff;
    }
    return bytes;
  }

  get [Symbol.toStringTag](): string {
    return 'Crypto';
  }
}

const readTypeName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)
  ?.get as () => string | undefined;

/** `Uint8Array`, …; empty for a DataView. */
function typeName(view: ArrayBufferView): string {
  return readTypeName.call(view) ?? '';
}

function mustBeInternal(permission: unknown): void {
  if (permission !== INTERNAL) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

asWebInterface(Crypto, 'Crypto');
asWebInterface(SubtleCrypto, 'SubtleCrypto');

export const crypto = new Crypto(INTERNAL);
export { Crypto, SubtleCrypto };
