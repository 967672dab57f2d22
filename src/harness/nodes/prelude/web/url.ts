import { loadLibrary } from '../load-library.ts';
import { codedError, missingArgument } from './coded-error.ts';

declare const require: (path: string) => unknown;

type UrlClass = typeof globalThis.URL;

const LibraryUrl = loadLibrary(() => require('core-js-pure/stable/url') as UrlClass);

/**
 * core-js's URL, with Node's error for text that is no URL. Two differences from Node remain: characters outside ASCII
 * in a host name are encoded without Unicode's compatibility mapping, and `^` in a path is escaped.
 */
export const URL: UrlClass = new Proxy(LibraryUrl, {
  apply() {
    throw new TypeError("Class constructor URL cannot be invoked without 'new'");
  },
  construct(target, args: [url?: unknown, base?: unknown], newTarget) {
    if (args.length === 0) throw missingArgument('url');
    const [input, base] = [`${args[0]}`, args[1] === undefined ? undefined : `${args[1]}`];
    try {
      return Reflect.construct(target, base === undefined ? [input] : [input, base], newTarget) as object;
    } catch {
      throw Object.assign(
        codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'),
        base === undefined ? { input } : { input, base },
      );
    }
  },
});
LibraryUrl.prototype.constructor = URL;

export const URLSearchParams = loadLibrary(
  () => require('core-js-pure/stable/url-search-params') as typeof globalThis.URLSearchParams,
);
