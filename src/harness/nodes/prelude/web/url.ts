import type * as Library from 'whatwg-url-minimum';
import { loadLibrary } from '../load-library.ts';
import { atob } from './base64.ts';
import { codedError, missingArgument } from './coded-error.ts';
import { asWebInterface } from './web-interface.ts';

declare const require: (path: string) => unknown;

// Its tables are Base64.
const library = loadLibrary(() => require('whatwg-url-minimum') as typeof Library, { atob });
const LibraryUrl = library.URL;

/** The library's URL, with Node's errors. */
export const URL = new Proxy(LibraryUrl, {
  apply() {
    throw new TypeError("Class constructor URL cannot be invoked without 'new'");
  },
  construct(target, args: [url?: unknown, base?: unknown], newTarget) {
    if (args.length === 0) throw missingArgument('url');
    const texts = args.slice(0, args[1] === undefined ? 1 : 2).map((arg) => `${arg}`) as [string, string?];
    try {
      return Reflect.construct(target, texts, newTarget) as object;
    } catch {
      throw invalidUrl(...texts);
    }
  },
});

export const { URLSearchParams } = library;

const { prototype } = LibraryUrl;
const href = Object.getOwnPropertyDescriptor(prototype, 'href') as PropertyDescriptor;
Object.defineProperties(prototype, {
  constructor: { value: URL },
  href: {
    ...href,
    set(text: unknown) {
      const input = `${text}`;
      try {
        Reflect.apply(href.set as (input: string) => void, this, [input]);
      } catch {
        throw invalidUrl(input);
      }
    },
  },
});
asWebInterface(LibraryUrl, 'URL');
asWebInterface(URLSearchParams, 'URLSearchParams');

function invalidUrl(input: string, base?: string): TypeError {
  const error = codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  return Object.assign(error, base === undefined ? { input } : { input, base });
}
