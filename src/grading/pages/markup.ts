import { shownText } from './shown-text.ts';

/** HTML that was written here, as opposed to text that came from elsewhere. Only {@link html} makes it. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  static of(parts: TemplateStringsArray, values: readonly Content[]): Markup {
    return new Markup(parts.map((part, place) => part + contentOf(values[place])).join(''));
  }
}

/** What a template may hold: markup as it is, text and numbers as text. */
export type Content = Markup | string | number | readonly Content[] | undefined;

/**
 * A piece of a page: ``html`<p title="${text}">${more}</p>` ``. A string in it can never act as markup, in an element
 * or in a quoted attribute, and is cut and cleaned as {@link shownText} says. Attributes must be quoted, and scripts
 * and styles hold no values: {@link renderPage} places those.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return Markup.of(parts, values);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const SPECIAL = /[&<>"']/;
const SPECIALS = /[&<>"']/g;

function contentOf(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(contentOf).join('');
  if (typeof value === 'number') return String(value);
  const text = shownText(value);
  return SPECIAL.test(text) ? text.replaceAll(SPECIALS, (character) => ENTITIES[character] ?? '') : text;
}
