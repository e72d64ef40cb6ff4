import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

/** The table below what was chosen of it, where there is room for neither beside the other. */
export const page = deskPage({
  title: { zh: '桌面：小窗口中的属性表与所选部件', en: 'Desk: table and chosen asset in a small window' },
  size: [760, 560],
  session: () => ({
    table: 'lamp',
    select: 'LP-0047',
    selection: "layer = 'lamp' AND id LIKE '%7'",
    panels: { ...DEFAULT_SESSION.panels, layers: false, overview: false },
  }),
});
