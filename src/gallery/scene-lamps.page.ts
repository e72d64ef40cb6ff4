import { DAY, HOUR } from '../domain/clock.ts';
import { luxPage } from './lux-page.ts';

/** The lamps of the road in the evening when the plan is done, today's left of the divider; no map over them. */
export const page = luxPage({
  title: { zh: '场景：夜间灯光', en: 'Scene: lamps by night' },
  view: [116.5905, 35.4195, 150, 0, -42, 0],
  at: (plan) => {
    const done = plan.slices.find(({ id }) => id === 'T6')?.at ?? plan.end;
    return done - ((done + 8 * HOUR) % DAY) + 21 * HOUR;
  },
  heat: false,
  isolines: false,
});
