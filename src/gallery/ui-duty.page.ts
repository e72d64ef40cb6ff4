import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** The duty desk in a storm: the first alert's card unfolded, beside it a hand-over that waits; `&lang=en`. */
export const page = deskPage({
  title: { zh: '值班台：预案、案件与交接班', en: 'Duty desk: plan, case and hand-over' },
  visitor: 'operator',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    panels: { ...DEFAULT_SESSION.panels, inspector: false, duty: true },
  }),
  settled: async (element) => {
    element.querySelector<HTMLButtonElement>('.alerts .decide')?.click();
    await new Promise((resolve) => setTimeout(resolve, 500));
  },
});
