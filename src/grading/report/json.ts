import type { ReportFormat } from './format.ts';

/** The document itself. */
export const json: ReportFormat = {
  name: 'json',
  render: (document) => `${JSON.stringify(document, null, 2)}\n`,
};
