import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** What leaves the desk: pictures, a time-lapse, the report and the plan's files; `&lang=en`. */
export const page = deskPage({
  title: { zh: '导出', en: 'Export' },
  weather: 'calm',
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T5' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, export: true, scenario: true },
  }),
});
