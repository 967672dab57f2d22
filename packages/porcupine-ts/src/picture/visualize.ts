import type { Operation } from '../history/operation.ts';
import type { Model } from '../models/model.ts';
import { expectVerdictOf } from '../verdict/expect-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Annotation, expectAnnotation } from './annotation.ts';
import { pictureData } from './picture-data.ts';
import { pictureScript } from './picture-script.ts';
import { pictureStyle } from './picture-style.ts';

export interface PictureOptions {
  readonly annotations?: readonly Annotation[] | undefined;
  readonly title?: string | undefined;
}

/**
 * A picture of a checked history as one HTML document, which loads nothing and works from a file.
 *
 * One lane per client, a bar per operation; the operations of the longest legal beginning are joined in its order.
 * Pointing at an operation shows the longest legal beginning that contains it, with the state before and after;
 * a click keeps it. All text of the history is inserted as text, so none of it can act as markup.
 *
 * @throws TypeError for the verdict of another history, or an annotation without a place in it
 */
export function visualize<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  verdict: Verdict,
  options: PictureOptions = {},
): string {
  expectVerdictOf(operations, verdict);
  const { annotations = [] } = options;
  annotations.forEach(expectAnnotation);
  const title = options.title ?? `${model.name} history`;
  const data = pictureData(model, operations, verdict, { title, annotations });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeMarkup(title)}</title>
<style>${pictureStyle}</style>
</head>
<body>
<script type="application/json" id="data">${escapeJson(JSON.stringify(data))}</script>
<script>${pictureScript}</script>
</body>
</html>
`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Without `<`, nothing in the data can end the script element or open a comment in it. */
function escapeJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
