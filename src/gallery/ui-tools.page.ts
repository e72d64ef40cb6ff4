import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import { allTools } from './tools-fixture.ts';

/** As many tools at a time as a small window must bear: a clipping box, a buffer and a tour. */
export const page = deskPage({
  title: { zh: '工具：小窗口中的剖切、缓冲与导览', en: 'Tools: clipping, buffer and tour in a small window' },
  size: [760, 560],
  weather: 'calm',
  session: () => ({
    ...allTools('clip', 'tour'),
    select: 'LD-0001',
    panels: {
      ...DEFAULT_SESSION.panels,
      alerts: false,
      layers: false,
      overview: false,
      inspector: false,
      buffer: true,
    },
  }),
});
