import type { ReportFormat } from './format.ts';

/** The document itself (`report.schema.json`). */
export const json: ReportFormat = {
  name: 'json',
  summary: 'the whole document, for programs',
  isExact: true,
  render: (document) => `${JSON.stringify(document, null, 2)}\n`,
};
