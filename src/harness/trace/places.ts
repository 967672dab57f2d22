import { NOTE } from '../nodes/protocol.ts';

/** Where in the program an effect comes from. */
export interface Place {
  /** Where the effect begins in the text of the step's effects. */
  position: number;
  /** A stack inside the bundle. */
  stack: string;
}

/** The places that a step's notes tell, in the order of the effects. */
export function placesOf(notes: string): Place[] {
  return notes.split('\n').flatMap((line) => {
    if (!line.startsWith(NOTE.place)) return [];
    const tab = line.indexOf('\t');
    return [{ position: Number(line.slice(1, tab)), stack: String(JSON.parse(line.slice(tab + 1))) }];
  });
}
