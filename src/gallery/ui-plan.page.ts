import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：方案对比', en: 'Desk: plan beside today' },
  weather: 'calm',
  session: () => ({
    playhead: { kind: 'slice', slice: 'T5' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    compare: { id: 'guanghe-poles', alternative: 'base' },
  }),
});
