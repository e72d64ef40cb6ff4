import type { AttributeValue } from '../../../src/domain/asset.ts';
import type { AttributeDefinition } from '../../../src/domain/layer.ts';
import { layerOf } from '../../../src/domain/layers/table.ts';
import { onEarth, type Projection } from '../project/projection.ts';
import type { Collector, ReadOptions } from './collector.ts';
import type { RawFeature } from './geojson-feature.ts';
import { firstMetres, metresOf } from './measure.ts';

const TREE_METRES = 8;
/** Crown diameter of a tree by its height, where the file gives none. */
const CROWN_SHARE = 0.6;
const HEADINGS = ['heading', 'direction', 'azimuth', 'bearing', '朝向', '方位角'];

export function isPoint(feature: RawFeature): boolean {
  return feature.geometry?.type === 'Point' || feature.geometry?.type === 'MultiPoint';
}

/** Stands an asset of `options.layer`, or a tree, at each point; attributes come from the columns that `options.fields` names, else from those of their own name. */
export function addPoint(
  feature: RawFeature,
  id: string,
  record: string,
  projection: Projection,
  options: ReadOptions,
  into: Collector,
): void {
  const { type, coordinates } = feature.geometry as NonNullable<RawFeature['geometry']>;
  const fields = feature.properties ?? {};
  const places = (type === 'Point' ? [coordinates] : coordinates) as unknown;
  (Array.isArray(places) ? places : []).forEach((place: unknown, part) => {
    const [x, y] = (Array.isArray(place) ? place : []) as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
      into.skips.add('coordinate is not a number', record);
      return;
    }
    const at = projection.toLonLat(x, y);
    if (!onEarth(at)) {
      into.skips.add('not on Earth in the coordinate system of the file', record);
      return;
    }
    const column = (key: string): unknown => fields[options.fields?.[key] ?? key];
    into.count(options.layer as string);
    if (options.layer === 'tree') {
      const height = positive(metresOf(column('height'))) ?? TREE_METRES;
      into.trees.push({
        position: [...at, 0],
        height,
        crown: positive(metresOf(column('crown') ?? fields['diameter_crown'])) ?? height * CROWN_SHARE,
        species: speciesOf(String(column('species') ?? fields['genus'] ?? '')),
      });
      return;
    }
    const layer = layerOf(options.layer as string);
    into.assets.push({
      layer: layer.id,
      id: freeId(part === 0 ? id : `${id}-${part}`, layer.id, into),
      position: [...at, 0],
      heading: metresOf(column('heading')) ?? firstMetres(fields, HEADINGS) ?? 0,
      attributes: Object.fromEntries(layer.attributes.map((each) => [each.key, attributeOf(column(each.key), each)])),
    });
  });
}

/** An id that the catalog takes: what it does not take becomes a hyphen, a used one gets a number behind it. */
function freeId(id: string, layer: string, into: Collector): string {
  const clean = id.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 56);
  const base = /[A-Za-z0-9]/.test(clean) ? clean : `${layer}-${into.assets.length + 1}`;
  let free = base;
  for (let n = 2; into.assetIds.has(free); n++) free = `${base}-${n}`;
  if (free !== base) into.repeat(id);
  into.assetIds.add(free);
  return free;
}

function attributeOf(value: unknown, { type, values }: AttributeDefinition): AttributeValue {
  if (value === undefined || value === null || value === '') return null;
  switch (type) {
    case 'number':
      return metresOf(value) ?? leadingNumber(value);
    case 'boolean':
      return /^(true|yes|1|y|是)$/i.test(String(value));
    case 'enum':
      return (
        values?.find((each) => each.value === value || each.title.zh === value || each.title.en === value)?.value ??
        null
      );
    case 'string':
    case 'date':
      return String(value);
  }
}

/** The number that a text such as `250 W` begins with. */
function leadingNumber(value: unknown): number | null {
  const number = Number.parseFloat(String(value));
  return Number.isFinite(number) ? number : null;
}

function speciesOf(text: string): 'broadleaf' | 'conifer' | 'willow' | 'plane' {
  if (/platan|悬铃木|法桐/i.test(text)) return 'plane';
  if (/salix|willow|柳/i.test(text)) return 'willow';
  return /pinus|picea|abies|cedrus|juniper|conifer|needle|松|柏|杉/i.test(text) ? 'conifer' : 'broadleaf';
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}
