import { type History, HistoryError } from './history.ts';

/** @throws HistoryError when something is appended, or a list is read. */
export function refuseLists(history: History, level: string): History {
  for (const [place, { accesses }] of history.entries()) {
    for (const access of accesses) {
      const isList = access.op === 'append' || (access.op === 'read' && Array.isArray(access.value));
      if (isList) throw new HistoryError(place, `it uses ${access.key} as a list, and ${level} is about registers`);
    }
  }
  return history;
}
