import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：夜，英文', en: 'Desk: night, English' },
  weather: 'stale',
  now: Date.parse('2026-07-15T22:24:00+08:00'),
  session: () => ({ language: 'en' }),
});
