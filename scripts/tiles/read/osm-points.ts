import type { AttributeValue } from '../../../src/domain/asset.ts';
import type { Collector } from './collector.ts';
import { metresOf } from './measure.ts';
import type { OsmNode, Tags } from './osm-data.ts';

/** Puts a lamp, an advertising board or a tree where a node says one stands. */
export function addOsmPoint(node: OsmNode, into: Collector): void {
  const tags = node.tags ?? {};
  if (tags.highway === 'street_lamp') addAsset('lamp', node, lampAttributes(tags), into);
  else if (tags.advertising !== undefined) addAsset('billboard', node, boardAttributes(tags), into);
  else if (tags.natural === 'tree') {
    const height = metresOf(tags.height) ?? 8;
    into.count('tree');
    into.trees.push({
      position: [node.lon, node.lat, 0],
      height,
      crown: metresOf(tags.diameter_crown) ?? height * 0.6,
      species: /platan/i.test(tags.genus ?? tags.species ?? '')
        ? 'plane'
        : tags.leaf_type === 'needleleaved'
          ? 'conifer'
          : 'broadleaf',
    });
  }
}

function addAsset(
  layer: string,
  node: OsmNode,
  attributes: Readonly<Record<string, AttributeValue>>,
  into: Collector,
): void {
  into.count(layer);
  into.assets.push({
    layer,
    id: `osm-${node.id}`,
    position: [node.lon, node.lat, 0],
    heading: metresOf(node.tags?.direction) ?? 0,
    attributes: { name: node.tags?.name ?? node.tags?.ref ?? null, ...attributes },
  });
}

function lampAttributes(tags: Tags): Record<string, AttributeValue> {
  return {
    type: tags.lamp_mount === 'straight_mast' ? 'post-top' : 'single-arm',
    height: metresOf(tags.height),
    wattage: metresOf(tags.lamp_power),
    mounts: '',
  };
}

/** A billboard stands on its column; posters, columns and the rest are drawn as light boxes. */
function boardAttributes(tags: Tags): Record<string, AttributeValue> {
  const large = tags.advertising === 'billboard' || tags.advertising === 'screen';
  return {
    type: large ? 'column' : 'light-box',
    width: metresOf(tags.width) ?? (large ? 4 : 1.5),
    height: metresOf(tags.height) ?? (large ? 3 : 1.9),
    bottom: large ? 2.5 : 0.5,
  };
}
