import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const tab = Number(query.get('tab') ?? 1);

/** All alternatives of the open plan; `&tab=0..2` shows another page of it, `&lang=en`. */
export const page = deskPage({
  title: { zh: '方案比选与进度', en: 'Options and works' },
  weather: 'calm',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T3' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, options: true, scenario: true },
  }),
  settled: (element) => element.querySelectorAll<HTMLButtonElement>('.options .pages button')[tab]?.click(),
});
