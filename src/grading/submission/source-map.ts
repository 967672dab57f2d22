import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative } from 'node:path';
import { printable } from '../../base/printable.ts';

/** What a bundle is called in stack traces, whatever it was built from. */
export const BUNDLE_NAME = 'labs-bundle.js';

/** Whoever throws may make up any stack: this much of it is looked at. */
const STACK_LINES_MAX = 200;
const LINE_CHARS_MAX = 500;

/** A place in the submission's own source. */
export interface SourcePlace {
  /** Absolute path. */
  file: string;
  /** 1-based. */
  line: number;
  column: number;
}

/** Finds the student's file and line behind a place in the bundle. */
export class BundleSourceMap {
  readonly #map: SourceMap;
  readonly #showFrom: string;

  /** @param showFrom the folder that shown paths are relative to, where that is shorter. */
  constructor(mapText: string, showFrom: string) {
    this.#showFrom = showFrom;
    this.#map = new SourceMap(JSON.parse(mapText) as SourceMapPayload);
  }

  /** @param line 1-based. @param column 1-based. */
  place(line: number, column: number): SourcePlace | undefined {
    const entry = this.#map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  /**
   * Rewrites a stack trace of the bundle: places in the student's files, without the frames of prelude and host.
   *
   * @returns the frames and their places, innermost first.
   */
  mapStack(stack: string): { frames: string[]; places: SourcePlace[] } {
    const frames: string[] = [];
    const places: SourcePlace[] = [];
    for (const line of stack.split('\n', STACK_LINES_MAX)) {
      if (line.length > LINE_CHARS_MAX) continue;
      const match = /^\s+at (?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/.exec(line);
      if (match === null || match[2] !== BUNDLE_NAME) continue;
      const place = this.place(Number(match[3]), Number(match[4]));
      if (place === undefined || isGlue(place.file)) continue;
      places.push(place);
      const where = showPlace(place, this.#showFrom);
      frames.push(match[1] === undefined ? `at ${where}` : `at ${printable(match[1])} (${where})`);
    }
    return { frames, places };
  }
}

/** `file:line:column`, the file relative to a folder where that is shorter. */
export function showPlace({ file, line, column }: SourcePlace, folder: string = process.cwd()): string {
  const short = relative(folder, file);
  return `${short.startsWith('..') ? file : short}:${line}:${column}`;
}

function isGlue(file: string): boolean {
  return file.endsWith('labs-glue.js') || /[\\/]src[\\/]sdk[\\/]/.test(file);
}
