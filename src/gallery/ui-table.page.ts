import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：属性表', en: 'Desk: attribute table' },
  session: () => ({
    table: 'lamp',
    select: 'LP-0047',
    selection: "layer = 'lamp' AND id LIKE '%7'",
    looks: { lamp: { filter: 'height >= 8 AND (fault IS NULL OR fault = 0)' } },
  }),
});
