import { bitcoinAttacker } from './bitcoin/attacker.ts';
import { bitcoinPeer } from './bitcoin/peer.ts';
import { bitcoinWallet } from './bitcoin/wallet.ts';

/** Bitcoin: agreement on a ledger among strangers, by proof of work (lecture 19; Nakamoto 2008). */
export const programs = { peer: bitcoinPeer, attacker: bitcoinAttacker, wallet: bitcoinWallet };
