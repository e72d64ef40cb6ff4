import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** The instrument of the waterlogging points in a storm at night, in English; `&lang=zh`, `&day=1`. */
export const page = deskPage({
  title: { zh: '积水监测', en: 'Water monitoring' },
  size: [1440, 900],
  weather: 'storm',
  now: Date.parse(query.get('day') ? '2026-07-15T10:24:00+08:00' : '2026-07-15T22:24:00+08:00'),
  session: () => ({
    language: query.get('lang') === 'zh' ? 'zh' : 'en',
    select: 'WL-03',
    panels: { ...DEFAULT_SESSION.panels, water: true },
  }),
  settled: () => new Promise((resolve) => setTimeout(resolve, 600)),
});
