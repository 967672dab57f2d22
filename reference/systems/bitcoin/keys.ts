import { secp256k1 } from '@noble/curves/secp256k1.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { secretOf } from './hash.ts';

/** Who may spend a coin: a compressed point of secp256k1, hexadecimal. It is all that is known of a person. */
export type PublicKey = string;

export interface KeyPair {
  readonly publicKey: PublicKey;
  readonly secretKey: Uint8Array;
}

/** The digest is signed as it is. */
const DIGEST = { prehash: false } as const;

/** A key pair that follows from a text, as those of a wallet follow from its seed phrase. */
export function keyPairOf(seed: string): KeyPair {
  const secretKey = secretOf(seed);
  return { secretKey, publicKey: bytesToHex(secp256k1.getPublicKey(secretKey)) };
}

/** ECDSA with the nonce of RFC 6979: the same digest and key give the same signature. */
export function sign(digest: string, { secretKey }: KeyPair): string {
  return bytesToHex(secp256k1.sign(hexToBytes(digest), secretKey, DIGEST));
}

/** False, too, for what is no signature or no key at all. */
export function isSignedBy(digest: string, signature: string, publicKey: PublicKey): boolean {
  try {
    return secp256k1.verify(hexToBytes(signature), hexToBytes(digest), hexToBytes(publicKey), DIGEST);
  } catch {
    return false;
  }
}
