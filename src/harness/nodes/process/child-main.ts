/**
 * The whole of what runs beside a submission in a jailed child process: it takes requests on standard input and answers
 * on standard output, one at a time. It decides nothing and knows nothing but the node protocol.
 */
import { writeSync } from 'node:fs';
import { type Drain, runLoop, synchronousDrain } from '../../simulation/drain.ts';
import { LIMIT } from '../effects.ts';
import type { EventKind } from '../protocol.ts';
import { type Bundle, loadBundle, VmHost } from '../vm-host.ts';
import { BrokenChannel, FrameReader, FrameWriter } from './frames.ts';
import { READY, REQUEST } from './request.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

const reader = new FrameReader(STDIN);
const writer = new FrameWriter(STDOUT);
let answers: number = READY;

/** @throws Error for a step that the harness would not take. */
function answer(effects: string, notes: string): void {
  const chars = effects.length + notes.length;
  if (chars > LIMIT.stepChars) throw new Error(`one step produced ${chars} characters, more than ${LIMIT.stepChars}`);
  writer.uint32(answers++).text(effects).text(notes).send();
}

function readBundle(): Bundle {
  return { code: reader.text(), fileName: reader.text() };
}

function* serve(drain: Drain | undefined): Generator<void, void> {
  let host: VmHost | undefined;
  answer('', '');
  for (;;) {
    reader.receive();
    const request = reader.uint32();
    if (request === REQUEST.check) {
      const error = loadBundle(readBundle());
      answer('', error === undefined ? '' : JSON.stringify(error));
      continue;
    }
    if (request === REQUEST.load) {
      host?.close();
      host = new VmHost(readBundle());
      answer('', '');
      continue;
    }
    const slot = reader.uint32();
    if (request === REQUEST.stop) {
      host?.stop(slot);
      answer('', '');
      continue;
    }
    if (request === REQUEST.boot) {
      host?.boot(slot, JSON.parse(reader.text()));
    } else {
      const kind = reader.uint32() as EventKind;
      host?.deliver(slot, reader.number(), kind, reader.number(), reader.number(), reader.text(), reader.text());
    }
    if (drain === undefined) yield;
    else drain();
    answer(host?.collect(slot) ?? '', host?.takeNotes(slot) ?? '');
  }
}

function onEnd(error: unknown): void {
  // The harness has gone, or has no more questions.
  if (error instanceof BrokenChannel) process.exit(0);
  // Not thrown: who listens for rejections here listens for the nodes'.
  writeSync(STDERR, error instanceof Error ? `${error.message}\n${error.stack}` : String(error));
  process.exit(1);
}

setImmediate(() => {
  const drain = synchronousDrain();
  runLoop(serve(drain), drain).catch(onEnd);
});
