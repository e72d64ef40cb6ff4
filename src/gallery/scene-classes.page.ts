import { classify } from '../domain/query/classify.ts';
import { columnsOf } from '../domain/query/columns.ts';
import { parseCql2 } from '../domain/query/cql2.ts';
import { selectSlots } from '../domain/query/select-slots.ts';
import { NOW, scenePage } from './scene-page.ts';

/** Lamps by the age of what they told, those without a fault alone; greenways each in its own colour; an area of lamps is chosen. */
export const page = scenePage({
  title: { zh: '场景：按字段着色、筛选与选择', en: 'Scene: colours by a field, filter and selection' },
  view: [116.5885, 35.4135, 520, 10, -38, 0],
  act: async ({ fleet, change }) => {
    const [lamps, greenways] = ['lamp', 'greenway'].map((id) => {
      const layer = fleet.get(id);
      if (!layer) throw new Error(`The gallery's fleet has no layer "${id}".`);
      return { layer, columns: columnsOf(layer, NOW) };
    }) as [Subject, Subject];
    const colors = [[lamps, 'age', 'equal'] as const, [greenways, 'name', 'kinds'] as const].flatMap(
      ([{ layer, columns }, field, by]) => {
        const classes = classify(layer, columns, { field, by, classes: 5 });
        return classes ? [[layer.definition.id, classes] as const] : [];
      },
    );
    const ask = (text: string) => selectSlots(parseCql2(text), lamps.layer, NOW);
    const chosen = ask('S_INTERSECTS(geometry, BBOX(116.588, 35.4185, 116.5905, 35.4235)) AND fault = 0');
    change({ colors: new Map(colors), slots: new Map([['lamp', { passing: ask('fault = 0'), chosen }]]) });
  },
});

type Subject = { readonly layer: Parameters<typeof classify>[0]; readonly columns: Parameters<typeof classify>[1] };
