import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：按字段着色与筛选', en: 'Desk: colour by a field, and filter' },
  session: () => ({
    looks: {
      lamp: { filter: 'height >= 8', color: { field: 'height', by: 'jenks', classes: 5 } },
      pole: { color: { field: 'type', by: 'kinds', classes: 5 } },
    },
  }),
  settled: (element) => {
    const row = [...element.querySelectorAll('.layer')].find((each) => each.querySelector('.filter-note'));
    row?.querySelector<HTMLButtonElement>('button.fold')?.click();
    row?.scrollIntoView();
  },
});
