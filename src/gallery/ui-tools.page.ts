import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const LINK = 't=now&view=116.59,35.42,300,0,-45,0';

export const page = deskPage({
  title: { zh: '桌面：测量、剖切与书签', en: 'Desk: measuring, clipping and bookmarks' },
  session: () => ({
    measure: {
      kind: 'distance',
      points: [
        [116.592, 35.436, 0],
        [116.602, 35.43, 18],
        [116.612, 35.434, 4],
      ],
      open: true,
    },
    clip: { kind: 'box', centre: [116.615, 35.42], width: 900, depth: 700, heading: 20, bottom: -10, top: 60 },
    bookmarks: [
      { id: 'B-1', name: '洸河路 T6', link: LINK, dwell: 8 },
      { id: 'B-2', name: '运河大桥', link: LINK, dwell: 6 },
    ],
    panels: { ...DEFAULT_SESSION.panels, bookmarks: true, inspector: false, alerts: false, overview: false },
  }),
});
