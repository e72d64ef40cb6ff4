import type { FunctionComponent } from 'react';
import type { TwinPort } from '../state/port.ts';
import { type Held, hold } from './held.ts';
import { reportPictures, takeReportPictures } from './plan/report-pictures.ts';

const begin = () => printing.set(true);
const end = () => {
  printing.set(false);
  reportPictures.set(null);
  sheet.set(null);
};

/** Whether a page is being printed. */
export const printing: Held<boolean> = hold(
  false,
  () => {
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
  },
  () => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
  },
);

/** The pages of the report, null until their code has come. */
export const reportPages: Held<FunctionComponent | null> = hold<FunctionComponent | null>(null);

/** What is printed in place of the report, once; null: the report. */
export const sheet: Held<FunctionComponent | null> = hold<FunctionComponent | null>(null);

/** Prints a page of its own: drawn first, then the browser's print dialog. */
export function printSheet(page: FunctionComponent): void {
  sheet.set(page);
  begin();
  setTimeout(() => print());
}

export async function loadReportPages(): Promise<void> {
  const { ReportPages } = await import('./plan/ReportPages.tsx');
  if (reportPages.getState() !== ReportPages) reportPages.set(ReportPages);
}

/**
 * Takes the report's pictures, draws the report, then opens the browser's print dialog: a call of `print` leaves React no turn to
 * draw in. Without pictures, where the scene cannot give any, the report says so.
 */
export async function printReport(port: TwinPort): Promise<void> {
  await loadReportPages();
  reportPictures.set(await takeReportPictures(port).catch(() => null));
  begin();
  setTimeout(() => print());
}
