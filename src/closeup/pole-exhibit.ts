import type { Asset } from '../domain/asset.ts';
import { type Mesh, type MeshPart, ROLE_EMITTER } from '../domain/furniture/mesh.ts';
import { buildModel } from '../domain/furniture/model.ts';
import { buildPole } from '../domain/furniture/pole.ts';
import { poleClassOf } from '../domain/furniture/pole-variant.ts';
import type { Point } from '../domain/furniture/solid.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { LAYER_FLOORS, MOUNT_WORDS, type Mount, type MountKind, parseMounts } from '../domain/mount.ts';
import type { Callout, Exhibit } from './exhibit.ts';

const LAYERS: Exhibit['layers'] = [
  { layer: 2, floor: LAYER_FLOORS[0], title: { zh: '二层 2.5 m 起', en: 'Layer 2 from 2.5 m' } },
  { layer: 3, floor: LAYER_FLOORS[1], title: { zh: '三层 5.5 m 起', en: 'Layer 3 from 5.5 m' } },
  { layer: 4, floor: LAYER_FLOORS[2], title: { zh: '四层 8 m 起', en: 'Layer 4 from 8 m' } },
];

/** Where a property of the pole is shown: on the first mount of one of these kinds, or at the foot. */
const SHOWN_ON: Readonly<Record<string, readonly MountKind[]>> = {
  power: ['luminaire', 'cabinet'],
  dim: ['luminaire'],
  fault: ['luminaire'],
  online: ['cabinet', 'camera', 'enforcement-camera', 'micro-cell', 'vehicle-signal', 'screen', 'wifi'],
};

/** A pole of the `lamp` or `pole` layer, cut by height layer. A session that may not see its mounts sees its type's model. */
export function poleExhibit(definition: LayerDefinition, asset: Asset): Exhibit {
  const { attributes } = asset;
  const height = typeof attributes.height === 'number' ? attributes.height : 8;
  const mounts = typeof attributes.mounts === 'string' ? parseMounts(attributes.mounts) : null;
  const mesh = mounts ? ownPole(asset, height, mounts) : typicalPole(definition, asset, height);
  const used = new Set(mesh.parts.map((part) => part.heightLayer));
  return {
    mesh,
    gap: mounts ? 0.7 : 0,
    callouts: mounts ? callouts(mesh, mounts, definition) : footCallout(mesh, definition),
    layers: mounts ? LAYERS.filter(({ layer }) => used.has(layer)) : [],
    view: { bearing: -52, elevation: 9 },
  };
}

function ownPole(asset: Asset, height: number, mounts: readonly Mount[]): Mesh {
  const { type, road } = asset.attributes;
  const spec = {
    class: poleClassOf((key) => asset.attributes[key]),
    height,
    heading: asset.heading,
    mounts,
    detail: 'closeup' as const,
    ...(typeof road === 'string' ? { road } : {}),
    ...(typeof type === 'string' ? { type } : {}),
  };
  return buildPole(spec);
}

function typicalPole(definition: LayerDefinition, asset: Asset, height: number): Mesh {
  const symbol = definition.symbology.model;
  const value = symbol ? asset.attributes[symbol.attribute] : undefined;
  return buildModel(symbol?.models[String(value)] ?? symbol?.models['*'] ?? 'pole-plain', { height });
}

function callouts(mesh: Mesh, mounts: readonly Mount[], definition: LayerDefinition): Callout[] {
  const placedOn = new Map<number, string[]>();
  const loose: string[] = [];
  for (const { key } of definition.properties) {
    const index = mounts.findIndex((mount) => SHOWN_ON[key]?.includes(mount.kind));
    if (index < 0) loose.push(key);
    else placedOn.set(index, [...(placedOn.get(index) ?? []), key]);
  }
  const own = mounts.map((mount, i): Callout => {
    const part = `mount-${i}`;
    const words = MOUNT_WORDS[mount.kind];
    return {
      part,
      anchor: centreOf(mesh, part),
      title: words,
      detail: `${mount.height.toFixed(1)} m`,
      properties: placedOn.get(i) ?? [],
    };
  });
  return loose.length > 0 ? [...own, ...footCallout(mesh, definition, loose)] : own;
}

function footCallout(mesh: Mesh, definition: LayerDefinition, properties?: readonly string[]): Callout[] {
  const shaft = mesh.parts[0]!;
  return [
    {
      part: shaft.name,
      anchor: [0, 0, 1],
      title: definition.title,
      properties: properties ?? definition.properties.map((each) => each.key),
    },
  ];
}

function centreOf(mesh: Mesh, name: string): Point {
  const part = mesh.parts.find((each) => each.name === name);
  return part ? middle(mesh, part) : [0, 0, 0];
}

function middle(mesh: Mesh, part: MeshPart): Point {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const all = mesh.indices.subarray(part.start, part.start + part.count);
  // A luminaire is meant where it shines, not in the middle of its arm.
  const shining = all.filter((index) => mesh.colors[4 * index + 3] === ROLE_EMITTER);
  for (const index of shining.length > 0 ? shining : all)
    for (let k = 0; k < 3; k++) {
      const at = mesh.positions[3 * index + k]!;
      low[k] = Math.min(low[k]!, at);
      high[k] = Math.max(high[k]!, at);
    }
  return [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, (low[2]! + high[2]!) / 2];
}
