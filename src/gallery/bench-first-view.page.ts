import { scenePage } from './scene-page.ts';

/** The planner's home view of the served city, as the product draws it; `npm run bench -- first-view` counts what it asks for. */
export const page = scenePage({
  title: { zh: '基准：首屏', en: 'Benchmark: the first view' },
  view: [116.5895, 35.4015, 1500, 8, -38, 0],
  size: [1920, 1080],
  spec: { quality: 'high', scenario: null, alternative: 'base' },
});
