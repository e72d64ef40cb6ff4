import { HOUR } from '../domain/clock.ts';
import { luxPage } from './lux-page.ts';

export const page = luxPage({
  title: { zh: '场景：夜间照度图', en: 'Scene: map of light by night' },
  view: [116.5905, 35.4195, 150, 0, -42, 0],
  at: (plan) => (plan.slices.find(({ id }) => id === 'T6')?.at ?? plan.end) + 11 * HOUR,
  heat: true,
  isolines: false,
});
