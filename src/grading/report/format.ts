import type { ReportDocument } from './document.ts';

/** A report format: a pure function of the document. */
export interface ReportFormat {
  name: string;
  render(document: ReportDocument): string;
}
