import { deskPage } from './desk-page.tsx';

/** One plan at two times, as an onion skin: legend, control and list, and the compared time on the bar. */
export const page = deskPage({
  title: { zh: '桌面：叠影对比两个时刻', en: 'Desk: two times as an onion skin' },
  weather: 'calm',
  session: () => ({
    playhead: { kind: 'slice', slice: 'T5' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    compare: { id: 'guanghe-poles', alternative: 'B' },
    compareAt: { kind: 'slice', slice: 'T2' },
    compareView: 'onion',
  }),
  async settled(element) {
    // The control's code is on its way.
    while (!element.querySelector('.compare-control summary')) await new Promise((resolve) => setTimeout(resolve, 50));
    element.querySelector<HTMLElement>('.compare-control summary')?.click();
  },
});
