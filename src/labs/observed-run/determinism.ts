import { placesOf } from '../../harness/trace/places.ts';
import type { TraceEntry } from '../../harness/trace/trace.ts';
import type { RunFailure, RunOptions, TestRun } from '../run-test.ts';

const SHOWN_CHARS = 200;

/** The second run is not the first one's repetition: ends it. */
class Divergence extends Error {
  override name = 'Divergence';
  readonly entry: TraceEntry;
  readonly before: string;

  constructor(entry: TraceEntry, before: string) {
    super(`event ${entry.event} differs`);
    this.entry = entry;
    this.before = before;
  }
}

/**
 * Runs twice, in fresh realms, and compares event by event.
 *
 * @returns the first run; or a failure that names the first event that differs, and where in the code it does.
 */
export async function runTwice(run: (options: Partial<RunOptions>) => Promise<TestRun>): Promise<TestRun> {
  const events: string[] = [];
  const first = await run({ onTrace: (entry) => void events.push(asText(entry)) });
  let divergence: Divergence | undefined;
  const second = await run({
    notesPlaces: true,
    onTrace: (entry) => {
      const before = events[entry.event - 1];
      if (divergence !== undefined || before === asText(entry)) return;
      divergence = new Divergence(entry, before ?? 'the run was over');
      throw divergence;
    },
  });
  if (divergence === undefined && second.digest === first.digest) return first;
  return { ...second, status: 'failed', failure: failureOf(divergence, second, events) };
}

function asText({ atMs, node, what, effects }: TraceEntry): string {
  return `${atMs} ${node} ${what}\n${effects}`;
}

function failureOf(divergence: Divergence | undefined, second: TestRun, events: readonly string[]): RunFailure {
  const [expected, actual] =
    divergence === undefined
      ? [`${events.length} events`, `${second.events} events`]
      : differenceOf(divergence.before, asText(divergence.entry));
  return {
    kind: 'determinism',
    property: 'determinism',
    statement: 'the same submission, test and seed give the same run, event for event',
    message:
      divergence === undefined
        ? 'two runs with the same seed differ in length'
        : `two runs with the same seed differ from event ${divergence.entry.event} on, in ${second.nodes[divergence.entry.node]}`,
    expected: `the same as the first time: ${expected}`,
    actual: `the second time: ${actual}`,
    hint: 'look for what depends on the machine and not on the events: how deep the stack is when a recursion overflows, how much memory there is',
    atMs: divergence?.entry.atMs ?? second.virtualMs,
    event: divergence?.entry.event ?? second.events,
    stack: divergence === undefined ? '' : placeOf(divergence),
  };
}

/** The first line in which the two differ. */
function differenceOf(before: string, after: string): [string, string] {
  const [linesBefore, linesAfter] = [before.split('\n'), after.split('\n')];
  const line = Math.max(
    0,
    linesAfter.findIndex((text, i) => text !== linesBefore[i]),
  );
  const show = (text: string | undefined) =>
    JSON.stringify(text === undefined ? 'nothing' : text.slice(0, SHOWN_CHARS));
  return [show(linesBefore[line]), show(linesAfter[line])];
}

/** Where the first effect that differs comes from. */
function placeOf({ entry, before }: Divergence): string {
  const heading = asText(entry).length - entry.effects.length;
  const after = asText(entry);
  let position = 0;
  while (position < after.length && after[position] === before[position]) position++;
  const places = placesOf(entry.notes).filter((place) => place.position <= Math.max(0, position - heading));
  return places.at(-1)?.stack ?? '';
}
