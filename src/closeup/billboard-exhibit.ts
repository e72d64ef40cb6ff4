import type { Asset } from '../domain/asset.ts';
import { buildBillboard, hangsOnWall } from '../domain/furniture/billboard.ts';
import { BILLBOARD_TYPES, type BillboardType } from '../domain/furniture/billboard-spec.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { Exhibit } from './exhibit.ts';

const TYPES: ReadonlySet<string> = new Set(BILLBOARD_TYPES);

/** A billboard in its true size, with width, height and underside written where they are measured. */
export function billboardExhibit(definition: LayerDefinition, asset: Asset): Exhibit {
  const number = (key: string, otherwise: number): number => {
    const value = asset.attributes[key];
    return typeof value === 'number' && value > 0 ? value : otherwise;
  };
  const named = String(asset.attributes.type);
  const type = TYPES.has(named) ? (named as BillboardType) : 'wall';
  const [width, height] = [number('width', 6), number('height', 3)];
  const above = number('bottom', 0);
  const bottom = hangsOnWall(type) ? 0 : type === 'roof' ? 1.2 : above;
  const metres = (value: number): string => `${value.toFixed(1)} m`;
  const lit = definition.properties.some((each) => each.key === 'lit') ? ['lit'] : [];
  const rest = definition.properties.map((each) => each.key).filter((key) => key !== 'lit');
  return {
    mesh: buildBillboard({ type, width, height, bottom, art: asset.slot, detail: 'closeup' }),
    gap: 0,
    callouts: [
      { anchor: [0, 0.2, bottom + height], title: { zh: '宽', en: 'Width' }, detail: metres(width), properties: [] },
      {
        anchor: [-width / 2, 0.2, bottom + height * 0.7],
        title: { zh: '高', en: 'Height' },
        detail: metres(height),
        properties: [],
      },
      {
        anchor: [width / 2, 0.2, bottom],
        title: { zh: '底高', en: 'Underside' },
        detail: metres(above),
        properties: [],
      },
      { anchor: [0, 0.3, bottom + height / 2], title: definition.title, properties: [...rest, ...lit] },
    ],
    layers: [],
    view: { bearing: 24, elevation: 8 },
  };
}
