import type { SimNode } from './sim-node.ts';

/** A node's code failed: it threw, rejected, or broke the node protocol. The submission's fault. */
export class NodeError extends Error {
  override name = 'NodeError';
  readonly node: SimNode;
  /** The stack inside the bundle; empty when there is none. */
  readonly nodeStack: string;

  constructor(node: SimNode, message: string, nodeStack: string) {
    super(message);
    this.node = node;
    this.nodeStack = nodeStack;
  }
}
