import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, IDLE_RAFT } from './labs.ts';

/** The least of the inspector's protocol: commands, and waiting for events. */
class Debugger {
  readonly #socket: WebSocket;
  readonly #events: { method: string; params: Record<string, unknown> }[] = [];
  #nextId = 1;
  #onEvent = () => {};

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.method === undefined) return;
      this.#events.push(message);
      this.#onEvent();
    });
  }

  send(method: string, params: object = {}): void {
    this.#socket.send(JSON.stringify({ id: this.#nextId++, method, params }));
  }

  async event(
    method: string,
    matches: (params: Record<string, never>) => boolean = () => true,
  ): Promise<Record<string, never>> {
    for (;;) {
      const found = this.#events.find(
        (event) => event.method === method && matches(event.params as Record<string, never>),
      );
      if (found !== undefined) return found.params as Record<string, never>;
      await new Promise<void>((resolve) => {
        this.#onEvent = resolve;
      });
    }
  }
}

describe('labs test --inspect', () => {
  it('hits a breakpoint in the student’s TypeScript file', async () => {
    const source = `interface Greeting { text: string }
export function makeRaft(env: { me: number }) {
  const greeting: Greeting = { text: 'hello' };
  setTimeout(() => {
    greeting.text += env.me;
  }, 5);
  return ${IDLE_RAFT};
}
`;
    const folder = folderWith({ 'raft.ts': source });
    const args = ['test', '2A', '--test', 'initial', '--submission', folder, '--inspect', '127.0.0.1:0'];
    const child = spawn(process.execPath, [packagePath('bin', 'labs.js'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = await new Promise<string>((resolve) => {
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
        const found = /ws:\/\/\S+/.exec(stderr);
        if (found !== null) resolve(found[0]);
      });
    });
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('open', resolve));
    const inspector = new Debugger(socket);
    inspector.send('Debugger.enable');
    // As editors do: stop before a script with a source map runs, to set its breakpoints in time.
    inspector.send('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptWithSourceMapExecution' });
    inspector.send('Runtime.runIfWaitingForDebugger');

    // What an editor does: find the script whose source map names the file, and the place behind line 5.
    const script = await inspector.event('Debugger.scriptParsed', ({ url }) => url === 'labs-bundle.js');
    const encoded = String(script.sourceMapURL).split('base64,')[1] as string;
    const map = JSON.parse(Buffer.from(encoded, 'base64').toString());
    expect(map.sources).toContain(`file://${folder}/raft.ts`);
    const place = generatedPlace(new SourceMap(map), `file://${folder}/raft.ts`, 4);
    await inspector.event('Debugger.paused', ({ reason }) => reason === ('instrumentation' as never));
    inspector.send('Debugger.setBreakpoint', { location: { scriptId: script.scriptId, ...place } });
    // The module is loaded once per server: go on each time.
    socket.on('message', (data) => {
      if (JSON.parse(String(data)).params?.reason === 'instrumentation') inspector.send('Debugger.resume');
    });
    inspector.send('Debugger.resume');

    const { callFrames } = (await inspector.event(
      'Debugger.paused',
      ({ reason }) => reason !== ('instrumentation' as never),
    )) as unknown as {
      callFrames: { location: { lineNumber: number } }[];
    };
    expect(callFrames[0]?.location.lineNumber).toBe(place.lineNumber);
    expect(readFileSync(`${folder}/raft.ts`, 'utf8').split('\n')[4]).toContain('greeting.text += env.me');
    socket.close();
    child.kill('SIGKILL');
  });
});

/** The first place in the generated code that stands for a 0-based line of a source. */
function generatedPlace(map: SourceMap, source: string, line: number): { lineNumber: number; columnNumber: number } {
  for (let lineNumber = 0; lineNumber < 2_000; lineNumber++) {
    for (let columnNumber = 0; columnNumber < 100; columnNumber++) {
      const entry = map.findEntry(lineNumber, columnNumber);
      if (
        'originalSource' in entry &&
        entry.originalSource === source &&
        entry.originalLine === line &&
        entry.generatedLine === lineNumber
      ) {
        return { lineNumber, columnNumber: entry.generatedColumn };
      }
    }
  }
  throw new Error(`nothing is generated from line ${line + 1} of ${source}`);
}
