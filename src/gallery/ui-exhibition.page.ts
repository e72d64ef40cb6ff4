import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '展示屏', en: 'Exhibition' },
  size: [1080, 1920],
  role: 'public',
  weather: 'calm',
  session: () => ({ mode: 'exhibition' }),
});
