import { RandomStream } from '../../base/random.ts';
import { ADJECTIVES, ADVERBS, HEROES, LINKS, NOUNS, OPENINGS, PLACES, VERBS } from './vocabulary.ts';

export interface TextFile {
  name: string;
  content: string;
}

/** Names of the eight inputs: the application `early_exit` looks for two of them. */
const TITLES = [
  'a-winter-in-the-observatory',
  'letters-from-the-salt-coast',
  'sherlock-and-the-stopped-clocks',
  'the-bridge-builders-daughter',
  'the-cartographers-quarrel',
  'tom-of-the-night-ferry',
  'two-gardens',
  'under-the-copper-mountain',
] as const;

/** Twelve to thirteen thousand characters each, about a hundred thousand together. */
const TEXT_CHARS = 12_500;

let texts: readonly TextFile[] | undefined;

/** Eight texts that look like prose; the same in every run, for no test depends on what they say. */
export function inputTexts(): readonly TextFile[] {
  texts ??= TITLES.map((title) => ({ name: `${title}.txt`, content: writeText(title) }));
  return texts;
}

/** The words that one text uses: not every word is in every text. */
interface Diction {
  random: RandomStream;
  nouns: readonly string[];
  verbs: readonly string[];
}

function writeText(title: string): string {
  const random = new RandomStream('texts', title);
  const diction = { random, nouns: someOf(NOUNS, random), verbs: someOf(VERBS, random) };
  const paragraphs = [title.toUpperCase().replaceAll('-', ' ')];
  for (let chars = 0; chars < TEXT_CHARS; chars += (paragraphs.at(-1) as string).length) {
    const sentences = Array.from({ length: random.int(3, 6) }, () => sentence(diction));
    paragraphs.push(sentences.join(' '));
  }
  return `${paragraphs.join('\n\n')}\n`;
}

function someOf(words: readonly string[], random: RandomStream): string[] {
  return random.shuffled(words).slice(0, Math.ceil((words.length * 2) / 3));
}

function sentence(diction: Diction): string {
  const { random } = diction;
  const clauses = Array.from({ length: random.int(1, 3) }, () => clause(diction));
  const opening = random.chance(0.4) ? `${random.pick(OPENINGS)}, ` : '';
  const text = opening + clauses.reduce((whole, next) => `${whole}, ${random.pick(LINKS)} ${next}`);
  return `${(text[0] as string).toUpperCase()}${text.slice(1)}${random.pick(['.', '.', '.', '!', '?'])}`;
}

function clause(diction: Diction): string {
  const { random, verbs } = diction;
  const subject = random.chance(0.3) ? random.pick(HEROES) : thing(diction);
  const how = random.chance(0.3) ? `${random.pick(ADVERBS)} ` : '';
  const where = random.chance(0.5) ? ` ${random.pick(PLACES)} ${thing(diction)}` : '';
  return `${subject} ${how}${random.pick(verbs)} ${thing(diction)}${where}`;
}

function thing({ random, nouns }: Diction): string {
  const article = random.pick(['the', 'the', 'the', 'a', 'one', 'every', 'that', 'no']);
  const adjective = random.chance(0.45) ? `${random.pick(ADJECTIVES)} ` : '';
  const noun = random.pick(nouns);
  return random.chance(0.15)
    ? `${article} ${adjective}${noun}’s ${random.pick(nouns)}`
    : `${article} ${adjective}${noun}`;
}
