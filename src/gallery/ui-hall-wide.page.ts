import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '指挥大厅：32:9', en: 'Command hall: 32:9' },
  size: [2560, 720],
  session: () => ({ mode: 'hall' }),
});
