/**
 * What a node's hardware costs in virtual time. Off in the labs, where a step takes no time; on in comparisons.
 *
 * Times are in ms, sizes in bytes of the protocol's texts, rates in bytes per ms.
 */
export interface Machine {
  /** Of every step: receiving a message, running the handler, sending what it sends. */
  cpuMsPerStep: number;
  /** On top, for every byte that the step takes in or puts out. */
  cpuMsPerByte: number;
  /** What a synchronous write to durable storage takes, beside its bytes. */
  writeMs: number;
  writeBytesPerMs: number;
  /** How fast the network card sends. */
  sendBytesPerMs: number;
}

/** Durable storage, as lecture 14 gives it: a hard disk 10 ms, an SSD 100 µs, RAM behind a battery 200 ns. */
export const STORAGE = {
  hardDisk: { writeMs: 10, writeBytesPerMs: 150_000 },
  ssd: { writeMs: 0.1, writeBytesPerMs: 1_000_000 },
  nvram: { writeMs: 0.0002, writeBytesPerMs: 10_000_000 },
} as const;

/**
 * Ways to the network card. Lecture 14: an RPC over TCP costs a CPU so much that a few 100,000 per second are hard to
 * reach; with kernel bypass a message costs a fraction of a microsecond.
 */
export const NETWORK_STACK = {
  kernel: { cpuMsPerStep: 0.004, cpuMsPerByte: 2e-6 },
  bypass: { cpuMsPerStep: 0.0005, cpuMsPerByte: 2e-7 },
} as const;

/** 10 Gbit/s, as in the lecture's data centres. */
const TEN_GBIT_BYTES_PER_MS = 1_250_000;

/** A server as most systems use it. */
export const SERVER: Machine = {
  ...NETWORK_STACK.kernel,
  ...STORAGE.ssd,
  sendBytesPerMs: TEN_GBIT_BYTES_PER_MS,
};

/** A server of FaRM: kernel bypass, and all memory behind a battery; 56 Gbit/s InfiniBand. */
export const RDMA_SERVER: Machine = {
  ...NETWORK_STACK.bypass,
  ...STORAGE.nvram,
  sendBytesPerMs: 5.6 * TEN_GBIT_BYTES_PER_MS,
};
