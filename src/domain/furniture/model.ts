import type { Mount, MountKind } from '../mount.ts';
import type { PoleClass } from '../pole-class.ts';
import { buildArchBridge } from './arch-bridge.ts';
import { buildBillboard } from './billboard.ts';
import type { BillboardType } from './billboard-spec.ts';
import { buildCableStayedBridge, buildGirderBridge, FLAGSHIP } from './bridges.ts';
import { buildCabinet, CABINETS } from './cabinet.ts';
import type { Mesh } from './mesh.ts';
import { buildPole } from './pole.ts';
import { POSTER_COUNT as ART_COUNT } from './poster.ts';
import { buildPumpStation } from './pump-station.ts';
import { buildTree, type TreeSpecies } from './tree.ts';

/** Size in metres that a model has when nobody asks for another; what an instance's scale is measured against. */
export interface ModelSize {
  /** Width of a billboard's panel, diameter of a crown; absent where height alone scales the model. */
  readonly width?: number;
  /** Ground (or `bottom`) to top. */
  readonly height: number;
  /** Billboards: underside of the panel above the origin. */
  readonly bottom?: number;
}

interface Model {
  readonly size: ModelSize;
  readonly build: (size: ModelSize, art: number) => Mesh;
}

const MODELS: Readonly<Record<string, Model>> = {
  'lamp-single-arm': pole('LP', 10, (h) => [mount('luminaire', h, 0)]),
  'lamp-double-arm': pole('LP', 12, (h) => [mount('luminaire', h, 0), mount('luminaire', h * 0.68, 180)]),
  'lamp-post-top': pole('LP', 4, (h) => [mount('luminaire', h, 0)], 'post-top'),
  'pole-multi-function': pole('MF', 12, () => [
    mount('luminaire', 11.9, 0),
    mount('luminaire', 9.2, 180),
    mount('micro-cell', 10.6, 90),
    mount('vehicle-signal', 6.4, 270),
    mount('camera', 7.2, 330),
    mount('sign', 4.4, 270),
    mount('name-plate', 3.4, 0),
    mount('screen', 2.2, 180),
    mount('cabinet', 0.76, 0),
  ]),
  'pole-signal': pole('TS', 6.8, () => [
    mount('vehicle-signal', 6.2, 270),
    mount('vehicle-signal', 6.2, 270),
    mount('pedestrian-signal', 2.6, 0),
  ]),
  'pole-sign': pole('TG', 6.4, () => [mount('guide-sign', 5.6, 270), mount('sign', 3.2, 270)]),
  'pole-camera': pole('CC', 6.5, () => [
    mount('enforcement-camera', 6.2, 270),
    mount('enforcement-camera', 6.2, 90),
    mount('camera', 5.4, 180),
  ]),
  'pole-name-plate': pole('RN', 3, () => [mount('name-plate', 2.7, 0), mount('name-plate', 2.15, 90)]),
  'pole-telecom': pole('CM', 14, () => [
    mount('micro-cell', 13.4, 0),
    mount('micro-cell', 13.4, 120),
    mount('micro-cell', 13.4, 240),
    mount('wifi', 5, 0),
    mount('cabinet', 1.6, 180),
  ]),
  'pole-power': pole('PW', 12, () => []),
  'pole-flag': pole('AD', 5, () => [mount('flag', 4, 90), mount('flag', 4, 270)]),
  'pole-plain': pole('OT', 3.2, () => [mount('sign', 2.8, 270)]),
  'billboard-roof': billboard('roof', 15, 5, 1.2),
  'billboard-wall': billboard('wall', 6, 3, 0),
  'billboard-column': billboard('column', 18, 6, 12),
  'billboard-led': billboard('led', 9, 5, 0),
  'billboard-light-box': billboard('light-box', 1.5, 1.9, 0.5),
  'billboard-tri-vision': billboard('tri-vision', 8, 3.4, 0),
  'billboard-painted': billboard('painted', 6, 4, 0),
  'billboard-projection': billboard('projection', 6, 4, 0),
  'billboard-ticker': billboard('ticker', 9, 0.9, 0),
  'billboard-bus-shelter': billboard('bus-shelter', 3.5, 1.9, 0.55),
  'billboard-hoarding': billboard('hoarding', 12, 2.2, 0.3),
  'billboard-shop-sign': billboard('shop-sign', 9, 1.3, 0),
  'billboard-second-sign': billboard('second-sign', 0.9, 4, 0),
  'billboard-cut-letters': billboard('cut-letters', 7, 1.1, 0),
  'cabinet-signal': cabinet('signal'),
  'cabinet-telecom': cabinet('telecom'),
  'cabinet-feeder': cabinet('feeder'),
  'cabinet-power': cabinet('power'),
  'cabinet-monitor': cabinet('monitor'),
  'cabinet-multi': cabinet('multi'),
  'tree-broadleaf': tree('broadleaf', 9, 6.5),
  'tree-conifer': tree('conifer', 9, 4.2),
  'tree-willow': tree('willow', 8, 7),
  'tree-plane': tree('plane', 12, 8.5),
  'bridge-cable-stayed': { size: { height: FLAGSHIP.towerHeight }, build: () => buildCableStayedBridge(FLAGSHIP) },
  'bridge-arch': { size: { height: 6.6 }, build: () => buildArchBridge({ span: 12, width: 4.5, crown: 5.4, ramp: 7 }) },
  'pump-station': { size: { height: 7.36 }, build: () => buildPumpStation({ pumps: 3 }) },
  'bridge-girder': {
    size: { height: 8.3 },
    build: () => buildGirderBridge({ length: 120, spans: 4, width: 28, deckHeight: 7, approach: 90 }),
  },
};

export const MODEL_NAMES: readonly string[] = Object.keys(MODELS);

/** Divides the name of a billboard from the number of its artwork and from how much wider than usual it is. */
const PART = '/';

/** Proportions that a billboard is built in; scaled to others, letters would be stretched by more than a tenth. */
const PROPORTIONS = [0.4, 0.5, 0.63, 0.8, 1, 1.25, 1.6, 2, 2.5] as const;

/**
 * The name under which `buildModel` and `modelSize` know the billboard `name` with artwork number `art`, `wider` times as wide
 * for its height as it is by itself; other models keep their names.
 */
export function shapedBillboard(name: string, art: number, wider: number): string {
  if (!name.startsWith('billboard')) return name;
  const off = (each: number): number => Math.abs(Math.log(each / wider));
  const proportion = PROPORTIONS.reduce((best, each) => (off(each) < off(best) ? each : best));
  return [name, art % ART_COUNT, proportion].join(PART);
}

/** The standard size of model `name`. Throws naming the models that exist. */
export function modelSize(name: string): ModelSize {
  return find(name).size;
}

/**
 * The model that a layer's symbology names, at its standard size or another one; bridges keep theirs. +y faces the
 * carriageway (poles) or the reader (billboards). Throws naming the models that exist.
 */
export function buildModel(name: string, size?: Partial<ModelSize>): Mesh {
  const { model, art, size: own } = find(name);
  return model.build({ ...own, ...size }, art);
}

function find(name: string): { model: Model; art: number; size: ModelSize } {
  const [plain = '', art = 0, wider = 1] = name.split(PART);
  const model = MODELS[plain];
  if (!model) throw new RangeError(`Unknown model "${name}"; there are ${MODEL_NAMES.join(', ')}.`);
  const { size } = model;
  return {
    model,
    art: Number(art),
    size: size.width === undefined ? size : { ...size, width: size.width * Number(wider) },
  };
}

function pole(poleClass: PoleClass, height: number, mounts: (height: number) => Mount[], type?: string): Model {
  return {
    size: { height },
    build: (size) => {
      const fixed = mounts(height).map((each) => ({ ...each, height: each.height * (size.height / height) }));
      return buildPole({ class: poleClass, height: size.height, mounts: fixed, ...(type ? { type } : {}) });
    },
  };
}

function billboard(type: BillboardType, width: number, height: number, bottom: number): Model {
  return {
    size: { width, height, bottom },
    build: (size, art) =>
      buildBillboard({ type, width: size.width ?? width, height: size.height, bottom: size.bottom ?? bottom, art }),
  };
}

function cabinet(kind: keyof typeof CABINETS): Model {
  const typical = CABINETS[kind];
  return {
    size: { width: typical.width, height: typical.height },
    build: (size) => buildCabinet({ ...typical, width: size.width ?? typical.width, height: size.height }),
  };
}

function tree(species: TreeSpecies, height: number, crown: number): Model {
  return { size: { width: crown, height }, build: (size) => buildTree(species, size.height, size.width ?? crown) };
}

function mount(kind: MountKind, height: number, azimuth: number): Mount {
  return { kind, height, azimuth };
}
