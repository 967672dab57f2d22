import { createHash } from 'node:crypto';
import { html, type Markup } from './markup.ts';
import { pageAsset } from './page-asset.ts';

export interface PageParts {
  title: string;
  /** The page's style, and its script if it has one, by the name of their files in `browser/`. */
  name: 'class-page' | 'submission-page' | 'failure-page' | 'chart-page';
  body: Markup;
  /** What the script reads, as JSON. */
  data?: unknown;
}

/** By which a page is known as one of these. */
export const GENERATOR = 'labs report';

/**
 * A page that is one file, loads nothing and works from `file://`. Its policy admits the page's own script and style by
 * their hashes and nothing else: were markup ever to slip in with a text, it could neither run nor load anything.
 */
export function renderPage({ title, name, body, data }: PageParts): string {
  const style = pageAsset(`${name}.css`);
  const script = name === 'failure-page' ? undefined : pageAsset(`${name}.js`);
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${GENERATOR}">
<title>${title}</title>`;
  const json =
    data === undefined
      ? ''
      : `<script type="application/json" id="data">${escapeJson(JSON.stringify(data))}</script>\n`;
  return `<!doctype html>
<html lang="en">
<head>
${head}
<style>${style}</style>
</head>
<body>
${body}
${json}${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

/** As a source of a content security policy. */
function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content, 'utf8').digest('base64')}'`;
}

/** Without `<`, nothing in the data can end the script element or open a comment in it. */
function escapeJson(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
