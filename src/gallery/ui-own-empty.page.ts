import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

/** Nothing brought and nothing shared: on a tablet, by night, in English. */
export const page = deskPage({
  title: { zh: '自有数据：空，平板，夜，英文', en: 'Own data: empty, on a tablet, by night' },
  size: [1024, 768],
  weather: 'calm',
  now: Date.parse('2026-07-15T22:24:00+08:00'),
  visitor: 'planner',
  nothingShared: true,
  session: () => ({ language: 'en', panels: { ...DEFAULT_SESSION.panels, own: true } }),
});
