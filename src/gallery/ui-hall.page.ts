import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '指挥大厅', en: 'Command hall' },
  size: [1920, 1080],
  session: () => ({ mode: 'hall' }),
});
