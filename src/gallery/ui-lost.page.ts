import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：网关失联', en: 'Desk: gateway lost' },
  weather: 'lost',
  session: () => ({}),
});
