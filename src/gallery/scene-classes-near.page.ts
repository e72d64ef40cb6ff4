import { classify } from '../domain/query/classify.ts';
import { columnsOf } from '../domain/query/columns.ts';
import { NOW, scenePage } from './scene-page.ts';

/** Lamps near by in the colours of their classes: the models as well as their symbols; what is in alarm keeps its own. */
export const page = scenePage({
  title: { zh: '场景：近处按字段着色', en: 'Scene: colours by a field, near by' },
  view: [116.5888, 35.4161, 60, 10, -22, 0],
  spec: { labels: false },
  together: true,
  act: async ({ fleet, change }) => {
    const lamps = fleet.get('lamp');
    if (!lamps) throw new Error('The gallery’s fleet has no layer "lamp".');
    const classes = classify(lamps, columnsOf(lamps, NOW), { field: 'age', by: 'equal', classes: 5 });
    if (!classes) throw new Error('Lamps are not told apart by their age.');
    change({ colors: new Map([['lamp', classes]]) });
  },
});
