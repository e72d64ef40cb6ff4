import { useEffect } from 'react';
import { useSession, useStore } from './desk-context.ts';
import { loadReportPages, printing, reportPages, sheet } from './printing.ts';

/**
 * The printed report, only while a page is printed. Its code comes when a plan is open or somebody begins to use the desk, so
 * that it is there when the browser's own print command asks for it.
 */
export function Report() {
  const shown = useStore(printing, (now) => now);
  const Pages = useStore(reportPages, (pages) => pages);
  const Sheet = useStore(sheet, (page) => page);
  const planned = useSession((session) => session.scenario !== null);
  useEffect(() => {
    if (planned) {
      void loadReportPages();
      return;
    }
    const load = () => void loadReportPages();
    addEventListener('pointerdown', load, { once: true });
    addEventListener('keydown', load, { once: true });
    return () => {
      removeEventListener('pointerdown', load);
      removeEventListener('keydown', load);
    };
  }, [planned]);
  if (!shown) return null;
  return Sheet ? <Sheet /> : Pages ? <Pages /> : null;
}
