import type { FunctionComponent } from 'react';

interface Held<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
  /** Tells every listener at once: React draws before the browser's next task. */
  set(next: T): void;
}

function hold<T>(initial: T, begin: () => void = () => {}, end: () => void = () => {}): Held<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    getState: () => value,
    set(next) {
      value = next;
      for (const each of [...listeners]) each();
    },
    subscribe(listener) {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end();
      };
    },
  };
}

const begin = () => printing.set(true);
const end = () => printing.set(false);

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

export async function loadReportPages(): Promise<void> {
  const { ReportPages } = await import('./plan/ReportPages.tsx');
  if (reportPages.getState() !== ReportPages) reportPages.set(ReportPages);
}

/** Draws the report, then opens the browser's print dialog: a call of `print` leaves React no turn to draw in. */
export async function printReport(): Promise<void> {
  await loadReportPages();
  begin();
  setTimeout(() => print());
}
