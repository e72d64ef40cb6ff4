import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：一座桥', en: 'Desk: one bridge' },
  weather: 'calm',
  session: () => ({ select: 'BR-01' }),
});
