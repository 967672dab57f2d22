import { type Block, blockHashOf, rootOf, workOf } from './block.ts';
import type { ChainRules } from './rules.ts';

/** A block with its place among all others. */
export interface Link {
  readonly hash: string;
  readonly block: Block;
  readonly height: number;
  /** Of this block and all before it. */
  readonly work: bigint;
  readonly parent: Link | undefined;
}

/** All blocks that follow from the first one, with their forks. */
export class BlockTree {
  readonly genesis: Link;
  readonly #links = new Map<string, Link>();

  constructor(rules: ChainRules) {
    this.genesis = this.#link(genesisBlock(rules), undefined);
  }

  get(hash: string): Link | undefined {
    return this.#links.get(hash);
  }

  add(block: Block, parent: Link): Link {
    return this.#link(block, parent);
  }

  /** All blocks in the order of their arrival. */
  links(): IterableIterator<Link> {
    return this.#links.values();
  }

  #link(block: Block, parent: Link | undefined): Link {
    const hash = blockHashOf(block.header);
    const link: Link = {
      hash,
      block,
      height: parent === undefined ? 0 : parent.height + 1,
      work: (parent?.work ?? 0n) + workOf(block.header.target),
      parent,
    };
    this.#links.set(hash, link);
    return link;
  }
}

function genesisBlock({ genesis, firstTarget }: ChainRules): Block {
  const transactions = [{ inputs: [], outputs: genesis, signatures: {}, height: 0 }];
  const header = { prevHash: '', root: rootOf(transactions), timeMs: 0, target: firstTarget, nonce: '' };
  return { header, transactions };
}

/** The block at a height below or at a link; undefined above it. */
export function ancestorAt(link: Link, height: number): Link | undefined {
  let ancestor: Link | undefined = link;
  while (ancestor !== undefined && ancestor.height > height) ancestor = ancestor.parent;
  return ancestor?.height === height ? ancestor : undefined;
}

/** The last block that two chains have in common. */
export function forkOf(a: Link, b: Link): Link {
  let left = a;
  let right = b;
  while (left !== right) {
    if (left.height >= right.height) left = left.parent as Link;
    else right = right.parent as Link;
  }
  return left;
}

/** The blocks after one, up to another that follows from it. */
export function pathBetween(from: Link, to: Link): Link[] {
  const path: Link[] = [];
  for (let link = to; link !== from; link = link.parent as Link) path.push(link);
  return path.reverse();
}

/** Hashes from the tip down to the first block, first every one, then in growing steps: finds a fork in one message. */
export function locatorOf(tip: Link): string[] {
  const hashes: string[] = [];
  let step = 1;
  for (let link: Link | undefined = tip; link !== undefined; ) {
    hashes.push(link.hash);
    if (hashes.length > 8) step *= 2;
    if (link.height === 0) break;
    link = ancestorAt(link, Math.max(0, link.height - step));
  }
  return hashes;
}
