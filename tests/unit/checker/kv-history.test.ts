import { expect, test } from 'vitest';
import { KvHistory } from '../../../src/checker/kv-history.ts';
import { checkKv } from '../../../src/checker/linearizability.ts';

test('what coincides keeps the order in which it was seen', () => {
  const history = new KvHistory();
  const put = history.call('a', { op: 'put', key: 'k', value: 'v' }, 10);
  history.return(put, undefined, 12.5);
  const get = history.call('a', { op: 'get', key: 'k' }, 12.5);
  history.return(get, 'v', 12.5);
  const later = history.call('b', { op: 'get', key: 'k' }, 12.5);
  history.return(later, 'v', 20);
  expect(history.operations().map(({ callAt, returnAt }) => [callAt, returnAt])).toEqual([
    [10, 12.5],
    [12.501, 12.502],
    [12.503, 20],
  ]);
});

test('a client’s next operation is not concurrent with its last, even at the same moment', () => {
  const history = new KvHistory();
  history.return(history.call('a', { op: 'put', key: 'k', value: 'new' }, 5), undefined, 5);
  history.return(history.call('a', { op: 'get', key: 'k' }, 5), '', 5);
  expect(checkKv(history.operations())).toMatchObject({ outcome: 'illegal', anomaly: 'stale-read' });
});

test('what has not returned has no end: it may have taken effect, or not', () => {
  for (const seen of ['', 'x']) {
    const history = new KvHistory();
    history.call('a', { op: 'append', key: 'k', value: 'x' }, 1);
    history.return(history.call('b', { op: 'get', key: 'k' }, 2), seen, 3);
    expect(checkKv(history.operations())).toEqual({ outcome: 'ok' });
    expect(history.completed).toBe(1);
    expect(history.pending).toEqual([{ client: 'a', input: { op: 'append', key: 'k', value: 'x' }, calledAtMs: 1 }]);
  }
});
