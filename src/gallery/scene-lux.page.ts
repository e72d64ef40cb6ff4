import { luxPage } from './lux-page.ts';

export const page = luxPage({
  title: { zh: '场景：照度图与等照度线', en: 'Scene: map of light with isolines' },
  view: [116.5905, 35.4195, 150, 0, -42, 0],
  at: (plan) => plan.slices.find(({ id }) => id === 'T6')?.at ?? plan.end,
  heat: true,
  isolines: true,
});
