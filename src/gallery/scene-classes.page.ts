import { classify } from '../domain/query/classify.ts';
import { columnsOf } from '../domain/query/columns.ts';
import { parseCql2 } from '../domain/query/cql2.ts';
import { selectSlots } from '../domain/query/select-slots.ts';
import { NOW, scenePage } from './scene-page.ts';

/** Lamps by power, poles of 6 m and more by class, greenways each in its own; an area of lamps is chosen. */
export const page = scenePage({
  title: { zh: '场景：按字段着色、筛选与选择', en: 'Scene: colours by a field, filter and selection' },
  view: [116.5885, 35.4135, 520, 10, -38, 0],
  act: async ({ fleet, change }) => {
    const [lamps, poles, greenways] = ['lamp', 'pole', 'greenway'].map((id) => {
      const layer = fleet.get(id);
      if (!layer) throw new Error(`The gallery's fleet has no layer "${id}".`);
      return { layer, columns: columnsOf(layer, NOW) };
    }) as [Subject, Subject, Subject];
    const area = parseCql2('S_INTERSECTS(geometry, BBOX(116.588, 35.4185, 116.5905, 35.4235))');
    const colors = [
      [lamps, 'power', 'quantile'] as const,
      [poles, 'class', 'kinds'] as const,
      [greenways, 'name', 'kinds'] as const,
    ].flatMap(([{ layer, columns }, field, by]) => {
      const classes = classify(layer, columns, { field, by, classes: 5 });
      return classes ? [[layer.definition.id, classes] as const] : [];
    });
    change({
      colors: new Map(colors),
      slots: new Map([
        ['lamp', { passing: null, chosen: selectSlots(area, lamps.layer, NOW) }],
        ['pole', { passing: selectSlots(parseCql2('height >= 6'), poles.layer, NOW), chosen: null }],
      ]),
    });
  },
});

type Subject = { readonly layer: Parameters<typeof classify>[0]; readonly columns: Parameters<typeof classify>[1] };
