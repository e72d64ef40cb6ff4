import { DAY } from '../domain/clock.ts';
import { compareStreet } from './compare-street.ts';
import { NOW, scenePage } from './scene-page.ts';

const street = compareStreet(NOW);

/** Two linked views of one scene: plan X on the last day of its works, and before them, by the same camera. */
export const page = scenePage({
  title: { zh: '场景：并排对比', en: 'Scene: two linked views' },
  view: [...street.axis.pointAt({ chainage: 232, offset: -62 }), 30, 12, -21, 0],
  city: () => street,
  spec: {
    at: street.scenario.start + 30.5 * DAY,
    era: 'future',
    alternative: 'X',
    compare: 'X',
    compareAt: street.scenario.start + 5 * DAY,
    compareView: 'side-by-side',
    layers: ['lamp', 'pole'],
    tilesets: [],
    labels: false,
  },
});
