import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

/** Where the data come from, and what was wrong with them. */
export const page = deskPage({
  title: { zh: '桌面：数据来源与问题', en: 'Desk: data and their problems' },
  weather: 'calm',
  session: () => ({ panels: { ...DEFAULT_SESSION.panels, about: true } }),
});
