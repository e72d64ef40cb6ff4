import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const [height, distance] = ['height', 'distance'].map((key) => Number(query.get(key)));

/** The wall; `&height=3.4&distance=8` are its real height and how far away it is read, metres. */
export const page = deskPage({
  title: { zh: '指挥大厅', en: 'Command hall' },
  size: [1920, 1080],
  session: () => ({ mode: 'hall' }),
  ...(height && distance ? { wall: { height, distance } } : {}),
});
