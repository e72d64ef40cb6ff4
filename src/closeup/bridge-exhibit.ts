import type { Asset } from '../domain/asset.ts';
import { buildSensors, type SensorSpec } from '../domain/furniture/bridge-sensor.ts';
import {
  buildCableStayedBridge,
  buildGirderBridge,
  type CableStayedSpec,
  FLAGSHIP,
  staysOf,
} from '../domain/furniture/bridges.ts';
import { joinMeshes } from '../domain/furniture/mesh.ts';
import type { Point } from '../domain/furniture/solid.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { Callout, Exhibit } from './exhibit.ts';

/** Length of approach shown on each side, metres: enough to read how the bridge meets the bank. */
const APPROACH = 40;

/** A bridge with its sensors where they sit (domain.md §2.3): deflection at mid-span, wind at the tower top and so on. */
export function bridgeExhibit(definition: LayerDefinition, asset: Asset): Exhibit {
  const number = (key: string, otherwise: number): number => {
    const value = asset.attributes[key];
    return typeof value === 'number' && value > 0 ? value : otherwise;
  };
  if (asset.attributes.type === 'cable-stayed') {
    const mainSpan = number('mainSpan', FLAGSHIP.mainSpan);
    const spec: CableStayedSpec = {
      ...FLAGSHIP,
      mainSpan,
      sideSpan: (FLAGSHIP.sideSpan * mainSpan) / FLAGSHIP.mainSpan,
      towerHeight: number('towerHeight', FLAGSHIP.towerHeight),
      width: number('width', FLAGSHIP.width),
      approach: APPROACH * 2,
      // Thicker than true, or nobody would see a stay at this size.
      stayRadius: 0.4,
    };
    const { deckHeight: z, width } = spec;
    const longest = staysOf(spec, -mainSpan / 2)[(spec.stays ?? 13) - 1]!;
    return exhibit(
      buildCableStayedBridge(spec),
      definition,
      [
        { key: 'deflection', at: [width / 2, 0, z], layer: 2, body: 'box' },
        { key: 'frequency', at: [0, mainSpan * 0.06, z], layer: 2, body: 'box' },
        { key: 'strain', at: [width / 2, mainSpan * 0.12, z - 2.8], layer: 2, body: 'box' },
        { key: 'cableForce', at: between(longest[0], longest[1], 0.45), layer: 4, body: 'collar' },
        { key: 'vibration', at: [width / 2, mainSpan / 4, z], layer: 2, body: 'box' },
        { key: 'temperature', at: [width / 2, -mainSpan / 4, z - 1], layer: 2, body: 'box' },
        { key: 'wind', at: [0, mainSpan / 2, spec.towerHeight - 2.6], layer: 3, body: 'mast' },
        { key: 'vehicleLoad', at: [0, -mainSpan / 2 - spec.sideSpan * 0.8, z], layer: 2, body: 'mat' },
        { key: 'joint', at: [width / 2, mainSpan / 2 + spec.sideSpan - 4, z], layer: 2, body: 'box' },
        { key: 'tilt', at: [width / 2, -mainSpan / 2, spec.towerHeight - 6], layer: 3, body: 'box' },
      ],
      {
        gap: spec.towerHeight * 0.22,
        size: 3,
        deck: z,
        pinAt: reach(mainSpan / 2 + spec.sideSpan, z, false),
        layers: [
          { layer: 2, floor: z - 3, title: { zh: '主梁与桥面', en: 'Girder and deck' } },
          { layer: 3, floor: z, title: { zh: '索塔', en: 'Towers' } },
          { layer: 4, floor: z + 10, title: { zh: '斜拉索', en: 'Stays' } },
        ],
      },
    );
  }
  const mainSpan = number('mainSpan', 30);
  const spans = Math.min(9, Math.max(3, Math.round(number('length', 120) / mainSpan)));
  const deckHeight = asset.attributes.type === 'overpass' ? 7.5 : 7;
  const spec = { length: spans * mainSpan, spans, width: number('width', 24), deckHeight, approach: APPROACH };
  const odd = spans % 2 === 1 ? 0 : mainSpan / 2;
  const half = spec.width / 2;
  return exhibit(
    buildGirderBridge(spec),
    definition,
    [
      { key: 'deflection', at: [half, odd, deckHeight], layer: 2, body: 'box' },
      { key: 'strain', at: [half, odd + mainSpan * 0.25, deckHeight - 1.2], layer: 2, body: 'box' },
      { key: 'frequency', at: [0, odd, deckHeight], layer: 2, body: 'box' },
      { key: 'vibration', at: [half, odd - mainSpan, deckHeight], layer: 2, body: 'box' },
      { key: 'temperature', at: [half, odd + mainSpan * 1.2, deckHeight - 1], layer: 2, body: 'box' },
      { key: 'wind', at: [-half, odd + mainSpan, deckHeight + 1], layer: 2, body: 'mast' },
      { key: 'vehicleLoad', at: [0, -spec.length / 2, deckHeight], layer: 2, body: 'mat' },
      { key: 'joint', at: [half, spec.length / 2 - 1, deckHeight], layer: 2, body: 'box' },
      { key: 'tilt', at: [-half, odd - mainSpan / 2, deckHeight - 1.5], layer: 2, body: 'box' },
    ],
    {
      gap: 9,
      size: 1.4,
      deck: deckHeight,
      pinAt: reach(spec.length / 2, deckHeight, true),
      layers: [{ layer: 2, floor: deckHeight - 2, title: { zh: '主梁与桥面', en: 'Girder and deck' } }],
    },
  );
}

/**
 * Half the length that is drawn; of a girder, whose true height is not known here, all that sits near the deck is put on it. What
 * sits high is on a tower, the rest moves with the deck.
 */
function reach(half: number, deck: number, flat: boolean): NonNullable<Exhibit['pinAt']> {
  return ([x, y, z]) => {
    if (Math.abs(y) > half + 1) return null;
    if (flat) return { at: [x, y, deck], part: 'deck' };
    return { at: [x, y, z], part: z < deck + 5 ? 'deck' : y < 0 ? 'tower-south' : 'tower-north' };
  };
}

/** A measured property and the body that stands for its sensor. */
interface Measured extends SensorSpec {
  readonly key: string;
}

function exhibit(
  mesh: Exhibit['mesh'],
  definition: LayerDefinition,
  measured: readonly Measured[],
  {
    gap,
    size,
    deck,
    layers,
    pinAt,
  }: Pick<Exhibit, 'gap' | 'layers'> &
    Required<Pick<Exhibit, 'pinAt'>> & { readonly size: number; readonly deck: number },
): Exhibit {
  const shown = measured.filter(({ key }) => definition.properties.some((property) => property.key === key));
  const sensors = buildSensors(
    shown.map((each) => ({ ...each, name: `sensor-${each.key}` })),
    size,
  );
  const callouts = definition.properties.flatMap((property): Callout[] => {
    const sensor = shown.find(({ key }) => key === property.key);
    // What this bridge has no sensor for is said beside its deck.
    if (!sensor)
      return [{ part: 'deck', anchor: [0, size * 8, deck], title: property.title, properties: [property.key] }];
    return [{ part: `sensor-${sensor.key}`, anchor: sensor.at, title: property.title, properties: [property.key] }];
  });
  return {
    mesh: joinMeshes(mesh, sensors),
    gap,
    callouts,
    layers,
    note: { zh: '传感器放大示意', en: 'Sensors drawn larger' },
    view: { bearing: 68, elevation: 14 },
    pinAt,
  };
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
