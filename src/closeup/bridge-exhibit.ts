import type { Asset } from '../domain/asset.ts';
import {
  buildCableStayedBridge,
  buildGirderBridge,
  type CableStayedSpec,
  FLAGSHIP,
  staysOf,
} from '../domain/furniture/bridges.ts';
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
    return exhibit(buildCableStayedBridge(spec), definition, {
      deflection: [width / 2, 0, z],
      frequency: [0, mainSpan * 0.06, z],
      strain: [width / 2, mainSpan * 0.12, z - 2.8],
      cableForce: between(longest[0], longest[1], 0.45),
      vibration: [width / 2, mainSpan / 4, z],
      temperature: [width / 2, -mainSpan / 4, z - 1],
      wind: [0, mainSpan / 2, spec.towerHeight],
      vehicleLoad: [0, -mainSpan / 2 - spec.sideSpan * 0.8, z],
    });
  }
  const mainSpan = number('mainSpan', 30);
  const spans = Math.min(9, Math.max(3, Math.round(number('length', 120) / mainSpan)));
  const deckHeight = asset.attributes.type === 'overpass' ? 7.5 : 7;
  const spec = { length: spans * mainSpan, spans, width: number('width', 24), deckHeight, approach: APPROACH };
  const odd = spans % 2 === 1 ? 0 : mainSpan / 2;
  return exhibit(buildGirderBridge(spec), definition, {
    deflection: [spec.width / 2, odd, deckHeight],
    strain: [spec.width / 2, odd + mainSpan * 0.25, deckHeight - 1.2],
    frequency: [0, odd, deckHeight],
    cableForce: [spec.width / 2, odd + mainSpan / 2, deckHeight],
    vibration: [spec.width / 2, odd - mainSpan, deckHeight],
    temperature: [spec.width / 2, odd + mainSpan * 1.2, deckHeight - 1],
    wind: [-spec.width / 2, odd + mainSpan, deckHeight + 1],
    vehicleLoad: [0, -spec.length / 2, deckHeight],
  });
}

function exhibit(mesh: Exhibit['mesh'], definition: LayerDefinition, places: Readonly<Record<string, Point>>): Exhibit {
  const callouts = definition.properties.flatMap((property): Callout[] => {
    const anchor = places[property.key];
    return anchor ? [{ anchor, title: property.title, properties: [property.key] }] : [];
  });
  return { mesh, gap: 0, callouts, layers: [], view: { bearing: 68, elevation: 14 } };
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
