/** What is special about one direction between two nodes. Absent values come from the network's profile. */
export interface Link {
  /** The caller's end (Go: `Enable`): a disabled end makes calls fail in both directions of the call. */
  isEnabled: boolean;
  /** Messages in this direction are lost, requests and replies alike: a one-way partition. */
  isCut: boolean;
  latencyMs: readonly [number, number] | undefined;
  /** Probability that a request arrives twice. */
  duplicateProbability: number;
  /** How much later the second copy arrives. */
  duplicateDelayMs: readonly [number, number];
  /** Probability that a request is held back, and for how long: requests overtake each other. */
  holdProbability: number;
  holdDelayMs: readonly [number, number];
}

export const ORDINARY_LINK: Readonly<Link> = {
  isEnabled: true,
  isCut: false,
  latencyMs: undefined,
  duplicateProbability: 0,
  duplicateDelayMs: [0, 0],
  holdProbability: 0,
  holdDelayMs: [0, 0],
};

/** All directed links, by the two nodes' ids. A link that nobody changed is {@link ORDINARY_LINK}. */
export class LinkTable {
  readonly #rows: (Link | undefined)[][] = [];

  get(from: number, to: number): Readonly<Link> {
    return this.#rows[from]?.[to] ?? ORDINARY_LINK;
  }

  update(from: number, to: number, change: Partial<Link>): void {
    this.#rows[from] ??= [];
    (this.#rows[from] as Link[])[to] = { ...this.get(from, to), ...change };
  }
}
