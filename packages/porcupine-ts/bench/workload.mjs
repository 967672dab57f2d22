import { HistoryRecorder } from '../dist/index.js';

/** A repeatable stream of numbers in [0, 1). @see Steele & Vigna, splitmix32 */
function randomStream(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * A legal key-value history: clients that wait for each answer, each operation taking effect at a random moment of its
 * interval, 44 % gets and the rest puts (`putShare`) and appends of distinct tokens.
 */
export function kvHistory({ operations, clients, keys, putShare = 0.05, seed = 1 }) {
  const random = randomStream(seed);
  const free = new Float64Array(clients);
  const drawn = [];
  for (let i = 0; i < operations; i++) {
    const clientId = i % clients;
    const callAt = free[clientId] + random();
    const returnAt = callAt + 1 + 9 * random();
    free[clientId] = returnAt;
    const kind = random();
    const key = String(Math.floor(random() * keys));
    const op = kind < 0.44 ? 'get' : kind < 0.44 + putShare ? 'put' : 'append';
    const input = op === 'get' ? { op, key } : { op, key, value: `x ${clientId} ${Math.floor(i / clients)} y` };
    drawn.push({ clientId, input, callAt, returnAt, point: callAt + (returnAt - callAt) * random() });
  }
  drawn.sort((a, b) => a.point - b.point);
  const values = new Map();
  const history = drawn.map(({ clientId, input, callAt, returnAt }) => {
    const value = values.get(input.key) ?? '';
    if (input.op !== 'get') values.set(input.key, input.op === 'put' ? input.value : value + input.value);
    return { clientId, input, output: input.op === 'get' ? value : undefined, callAt, returnAt };
  });
  return history.sort((a, b) => a.callAt - b.callAt);
}

/** The same history with one late get answered from an early value. */
export function withStaleGet(history) {
  const isOldGet = ({ input, output }) => input.op === 'get' && output !== '';
  const early = history.find(isOldGet);
  const late = history.findLast(
    ({ input, output }) => input.op === 'get' && input.key === early.input.key && output !== early.output,
  );
  return history.map((operation) => (operation === late ? { ...operation, output: early.output } : operation));
}

/** The same history as a recorder saw it that knew the model. */
export function recorded(model, operations) {
  const recorder = new HistoryRecorder(model);
  const moments = operations.flatMap(({ callAt, returnAt }, index) => [
    { at: callAt, index, isReturn: 0 },
    ...(returnAt === undefined ? [] : [{ at: returnAt, index, isReturn: 1 }]),
  ]);
  moments.sort((a, b) => a.at - b.at || a.isReturn - b.isReturn);
  const handles = [];
  for (const { at, index, isReturn } of moments) {
    const { clientId, input, output } = operations[index];
    if (isReturn === 1) recorder.return(handles[index], output, at);
    else handles[index] = recorder.call(clientId, input, at);
  }
  return recorder.operations();
}
