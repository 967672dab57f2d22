import type { ReportDocument } from './document.ts';
import type { ReportFacts } from './facts.ts';

/** A report format: a pure function of the document and the facts. */
export interface ReportFormat {
  name: string;
  /** What it is for, in a few words. */
  summary: string;
  /** What the system that reads it takes at most, bytes of UTF-8; absent: whatever there is. */
  maxBytes?: number;
  /** Environment variables without which there is no such report. */
  needs?: readonly string[];
  /** Given the document as it is? Otherwise the texts in it are {@link presentable}. */
  isExact?: boolean;
  render(document: ReportDocument, facts: ReportFacts): string;
}
