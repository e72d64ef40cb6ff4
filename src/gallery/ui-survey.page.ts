import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** A survey on its way in; `&tab=1` shows the accepted ones, `&lang=en`. */
export const page = deskPage({
  title: { zh: '探测成果', en: 'Surveys' },
  weather: 'calm',
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T0' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, survey: true, scenario: true },
  }),
  settled: (element) => {
    if (query.get('tab') === '1') element.querySelectorAll<HTMLButtonElement>('.surveys .pages button')[1]?.click();
    else {
      const input = element.querySelector<HTMLInputElement>('.surveys input[type=file]');
      const files = new DataTransfer();
      files.items.add(new File(['x'], '洸河路杆件普查.xlsx'));
      if (!input) return;
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  },
});
