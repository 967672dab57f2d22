import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 twice, as Bitcoin does, in hexadecimal. The value must be plain data whose fields have an order: arrays. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(sha256(utf8ToBytes(JSON.stringify(value)))));
}

/** SHA-256 of a text: 32 bytes. */
export function secretOf(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}
