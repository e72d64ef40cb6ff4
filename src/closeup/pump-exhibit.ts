import { buildPumpStation } from '../domain/furniture/pump-station.ts';
import type { Point } from '../domain/furniture/solid.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { Callout, Exhibit } from './exhibit.ts';

/** Where a property is measured: the part it moves with and the point of it. */
const PLACES: Readonly<Record<string, { readonly part: string; readonly anchor: Point }>> = {
  depth: { part: 'gauge', anchor: [5.05, 7.4, 2.2] },
  rain: { part: 'roof', anchor: [0, 0, 7.2] },
  pump: { part: 'pump-2', anchor: [0, 0.9, 2.6] },
};

/** What is said beside the outlet. */
const OUTLET = 'outlet';

/** The pump station that empties a waterlogging point: sump and rack, pumps, walls, roof. Its size is 示意. */
export function pumpExhibit(definition: LayerDefinition): Exhibit {
  const derived = definition.properties.flatMap(({ key }) => (key in PLACES || key === OUTLET ? [] : [key]));
  const callouts = definition.properties.flatMap((property): Callout[] => {
    // What has no place of its own follows from the rain, and is said where the gauge stands.
    const place = PLACES[property.key];
    return place
      ? [{ ...place, title: property.title, properties: [property.key, ...(property.key === 'rain' ? derived : [])] }]
      : [];
  });
  return {
    mesh: buildPumpStation({ pumps: 3 }),
    gap: 3,
    callouts: [
      ...callouts,
      { part: 'rack', anchor: [-2, 5.6, 2], title: { zh: '格栅与清污机', en: 'Trash rack and grab' }, properties: [] },
      {
        part: 'outlet',
        anchor: [3.2, -6.4, 1.2],
        title: { zh: '出水口与拍门', en: 'Outlet and flap valves' },
        properties: definition.properties.some(({ key }) => key === OUTLET) ? [OUTLET] : [],
      },
    ],
    layers: [
      { layer: 2, floor: 0.3, title: { zh: '水泵与管道', en: 'Pumps and pipes' } },
      { layer: 3, floor: 3, title: { zh: '泵房', en: 'Pump house' } },
      { layer: 4, floor: 5.5, title: { zh: '屋面', en: 'Roof' } },
    ],
    note: { zh: '泵站形式为示意', en: 'The form of the station is illustrative' },
    view: { bearing: 35, elevation: 16 },
  };
}
