import { heightLayer, LAYER_FLOORS, type Mount } from '../mount.ts';
import type { PoleClass } from '../pole-class.ts';
import { roundedRectangle } from './face.ts';
import { type Mesh, ROLE_EMITTER, ROLE_STATUS } from './mesh.ts';
import { addBody, isOverhead, overheadWidth } from './mount-body.ts';
import type { Carrier } from './mount-site.ts';
import { PAINT } from './paint.ts';
import {
  beginMesh,
  box,
  type Draft,
  finishMesh,
  loft,
  type Point,
  part,
  placed,
  plate,
  tube,
  turned,
} from './solid.ts';

export interface PoleSpec {
  readonly class: PoleClass;
  /** Of a lamp: `post-top` carries its lantern on the shaft; all others have arms. */
  readonly type?: string;
  /** Metres from the ground to the top of the shaft. */
  readonly height: number;
  /** Degrees clockwise from north of the model's +y, towards the carriageway; azimuths of the mounts count from it. */
  readonly heading?: number;
  readonly mounts: readonly Mount[];
  /** Name of its road, written on its name plates where the outlines of its characters are known. */
  readonly road?: string;
  /** Which mounts are drawn, arms with them; all by default. The others keep their place on the arms. */
  readonly shows?: (mount: Mount) => boolean;
  /** `false` leaves out the shaft and its fittings: mounts for a pole that is drawn apart. */
  readonly shaft?: boolean;
  /** `city` stays within 350 triangles for the usual mounts, 460 for nine of them; `closeup` rounds everything. */
  readonly detail?: 'city' | 'closeup';
}

/** Base and top radius in metres of the shaft. */
const SHAFT: Readonly<Record<PoleClass, readonly [base: number, top: number]>> = {
  LP: [0.11, 0.055],
  MF: [0.16, 0.085],
  TS: [0.15, 0.1],
  TG: [0.08, 0.06],
  CC: [0.09, 0.06],
  RN: [0.045, 0.045],
  WF: [0.045, 0.045],
  BS: [0.05, 0.05],
  CM: [0.2, 0.09],
  PW: [0.19, 0.11],
  EN: [0.08, 0.05],
  AD: [0.07, 0.05],
  OT: [0.06, 0.05],
};

/**
 * A street pole with each mount as its own part, named `mount-<index>` after its place in `mounts` and tagged with its
 * height layer. The origin is the foot, +y the carriageway. Throws on a height that is no positive number.
 */
export function buildPole(spec: PoleSpec): Mesh {
  const { height } = spec;
  if (!(height > 0)) throw new RangeError(`Pole of class ${spec.class}: height ${height} m; it must be above 0.`);
  const carrier = carrierOf(spec);
  const draft = beginMesh();
  if (spec.shaft !== false) {
    addShaft(draft, spec, carrier);
    mast(draft, spec, carrier);
    if (spec.class === 'PW') part(draft, 'crossarms', 0, () => crossarms(draft, height));
  }
  overheadArms(draft, spec, carrier);
  for (const [i, mount] of spec.mounts.entries()) {
    if (spec.shows?.(mount) === false) continue;
    if (spec.type === 'post-top' && mount.kind === 'luminaire') {
      part(draft, `mount-${i}`, heightLayer(mount.height), () => lantern(draft, height, carrier.fineness));
      continue;
    }
    part(draft, `mount-${i}`, heightLayer(mount.height), () => {
      const along = isOverhead(mount) ? armPosition(spec.mounts, mount) : 0;
      placed(draft, [0, along, mount.height], mount.azimuth - (spec.heading ?? 0), () =>
        addBody(draft, mount, carrier),
      );
    });
  }
  return finishMesh(draft);
}

/** The shaft as its mounts know it. */
export function carrierOf(spec: PoleSpec): Carrier {
  const [base, top] = spec.type === 'post-top' ? [0.07, 0.05] : SHAFT[spec.class];
  return {
    radius: (z) => base + ((top - base) * Math.min(Math.max(z, 0), spec.height)) / spec.height,
    fineness: spec.detail === 'closeup' ? 2 : 1,
    poleClass: spec.class,
    heading: spec.heading ?? 0,
    ...(spec.road ? { road: spec.road } : {}),
  };
}

/** What hangs higher than the shaft reaches stands on a slim mast on top of it. */
function mast(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  const top = Math.max(0, ...spec.mounts.map((mount) => mount.height)) + 0.3;
  if (top < spec.height + 0.35) return;
  const r = carrier.radius(spec.height) * 0.6;
  const stations = [
    [spec.height, r],
    [top, r],
  ] as const;
  part(draft, 'mast', heightLayer(spec.height), () =>
    turned(draft, [0, 0], stations, 6 * carrier.fineness, { color: PAINT.galvanised }),
  );
}

/** In the city one part; in the close-up `shaft-1 … 4`, cut at the height layers so that it can be pulled apart. */
function addShaft(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  const top = spec.type === 'post-top' ? spec.height - 0.62 : spec.height;
  if (spec.detail !== 'closeup') {
    part(draft, 'shaft', 0, () => {
      segment(draft, spec, carrier, 0, top);
      fittings(draft, spec, carrier);
    });
    return;
  }
  const cuts = [0, ...LAYER_FLOORS.filter((z) => z < top), top];
  for (let i = 0; i + 1 < cuts.length; i++)
    part(draft, `shaft-${i + 1}`, heightLayer(cuts[i]!), () => {
      segment(draft, spec, carrier, cuts[i]!, cuts[i + 1]!);
      if (i === 0) fittings(draft, spec, carrier);
    });
}

function segment(draft: Draft, spec: PoleSpec, carrier: Carrier, from: number, to: number): void {
  const color = spec.class === 'PW' ? PAINT.concrete : spec.class === 'MF' ? PAINT.steel : PAINT.galvanised;
  const slim = isSlim(spec);
  const sides = (slim ? 6 : 8) * carrier.fineness;
  const cap = Math.min(0.05, spec.height * 0.02);
  const tip = to >= spec.height && spec.class !== 'PW';
  const stations: [number, number][] = [
    [from, carrier.radius(from)],
    [tip ? to - cap : to, carrier.radius(to)],
  ];
  // A cap, so that no rain stands in the tube.
  if (tip) stations.push([to, carrier.radius(to) * 0.45]);
  turned(draft, [0, 0], stations, sides, { color });
}

function isSlim(spec: PoleSpec): boolean {
  return spec.class === 'RN' || spec.class === 'WF' || spec.class === 'BS' || spec.class === 'OT';
}

/** Flange with its bolts, base sleeve, service door (≥ 0.5 m up), and the collar that shows the status. */
function fittings(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  if (spec.class === 'PW') return;
  const fine = carrier.fineness === 2;
  const base = carrier.radius(0);
  const sides = 8 * carrier.fineness;
  const slim = isSlim(spec);
  // The bay of a multi-function pole hides its flange.
  if (!spec.mounts.some((mount) => mount.kind === 'cabinet' && mount.height < 1.6)) {
    flange(draft, base, slim, fine);
    if (!slim) {
      const sleeve = spec.type === 'post-top' ? 0.55 : spec.class === 'LP' || spec.class === 'MF' ? 1.15 : 0;
      if (sleeve > 0)
        turned(
          draft,
          [0, 0],
          [
            [0.02, base * 1.55],
            [0.1, base * 1.5],
            [sleeve - 0.12, base * 1.34],
            [sleeve, carrier.radius(sleeve) + 0.004],
          ],
          sides,
          { color: spec.class === 'MF' ? PAINT.arm : PAINT.galvanised },
        );
      if (spec.type !== 'post-top') door(draft, sleeve > 0 ? base * 1.42 : carrier.radius(0.75), fine);
    }
  }
  if (spec.class === 'MF')
    for (const floor of LAYER_FLOORS) {
      if (floor > spec.height - 0.5) continue;
      const r = carrier.radius(floor);
      turned(
        draft,
        [0, 0],
        [
          [floor - 0.05, r + 0.002],
          [floor - 0.04, r + 0.016],
          [floor + 0.04, r + 0.016],
          [floor + 0.05, r + 0.002],
        ],
        sides,
        { color: PAINT.arm },
      );
    }
  const band = Math.min(2.2, spec.height * 0.72);
  const r = carrier.radius(band) + 0.008;
  const stations = [
    [band, r],
    [band + 0.16, r],
  ] as const;
  turned(draft, [0, 0], stations, sides, { color: PAINT.status, role: ROLE_STATUS });
}

function flange(draft: Draft, base: number, slim: boolean, fine: boolean): void {
  const foot = base + (slim ? 0.06 : 0.12);
  box(draft, [0, 0, 0], [2 * foot, 2 * foot, 0.025], { color: PAINT.arm });
  if (!fine) return;
  for (const [x, y] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    const at = foot - 0.035;
    turned(
      draft,
      [x * at, y * at],
      [
        [0.025, 0.018],
        [0.07, 0.018],
      ],
      fine ? 6 : 4,
      { color: PAINT.steel },
    );
    if (slim) continue;
    // A rib from the flange up the shaft.
    placed(draft, [0, 0, 0.025], Math.atan2(x, y) * (180 / Math.PI), () =>
      loft(
        draft,
        [-0.006, 0.006].map((side): Point[] => [
          [side, base * 0.9, 0],
          [side, foot * 1.2, 0],
          [side, base * 0.95, 0.2],
        ]),
        { color: PAINT.arm },
      ),
    );
  }
}

/** The service door looks away from the carriageway. */
function door(draft: Draft, r: number, fine: boolean): void {
  placed(draft, [0, 0, 0], 180, () => {
    plate(draft, roundedRectangle(0.13, 0.42, 0.03, fine ? 4 : 1, 0.76), r * 0.94, 0.02, { color: PAINT.arm });
    plate(draft, roundedRectangle(0.1, 0.39, 0.02, fine ? 4 : 1, 0.76), r * 0.94 + 0.02, 0.004, {
      color: PAINT.galvanised,
    });
    if (fine)
      turned(
        draft,
        [0.03, r * 0.94 + 0.02],
        [
          [0.72, 0.01],
          [0.76, 0.01],
        ],
        6,
        { color: PAINT.dark },
      );
  });
}

/** A lantern of 0.62 m on top of a garden lamp: a light drum between four ribs under a wide flat roof. */
function lantern(draft: Draft, height: number, fineness: 1 | 2): void {
  const foot = height - 0.62;
  const sides = 8 * fineness;
  const arm = { color: PAINT.arm };
  const drum = { color: PAINT.lens, role: ROLE_EMITTER };
  turned(
    draft,
    [0, 0],
    [
      [foot - 0.06, 0.055],
      [foot - 0.03, 0.075],
      [foot, 0.06],
      [foot + 0.07, 0.17],
      [foot + 0.1, 0.17],
    ],
    sides,
    arm,
  );
  turned(
    draft,
    [0, 0],
    [
      [foot + 0.1, 0.145],
      [foot + 0.42, 0.17],
    ],
    sides,
    drum,
  );
  for (let i = 0; i < 4; i++) {
    const [x, y] = [Math.cos((i * Math.PI) / 2), Math.sin((i * Math.PI) / 2)];
    tube(
      draft,
      [
        [x * 0.16, y * 0.16, foot + 0.08],
        [x * 0.2, y * 0.2, foot + 0.45],
      ],
      0.011,
      0.011,
      3 * fineness,
      arm,
    );
  }
  turned(
    draft,
    [0, 0],
    [
      [foot + 0.42, 0.31],
      [foot + 0.455, 0.32],
      [foot + 0.53, 0.17],
      [foot + 0.56, 0.05],
      [height, 0.015],
    ],
    sides,
    arm,
  );
}

/** Two crossarms with three pin insulators each, 10 kV as usual in town. */
function crossarms(draft: Draft, height: number): void {
  for (const [drop, width] of [
    [0.35, 1.9],
    [1.25, 1.5],
  ] as const) {
    box(draft, [0, 0.15, height - drop], [width, 0.08, 0.08], { color: PAINT.steel });
    for (const x of [-0.46, 0, 0.46])
      box(draft, [x * width, 0.15, height - drop + 0.08], [0.1, 0.1, drop === 0.35 && x === 0 ? 0.27 : 0.2], {
        color: PAINT.tower,
      });
  }
}

/** A horizontal arm towards the carriageway and what hangs on it. */
export interface OverheadArm {
  readonly height: number;
  /** Metres from the shaft's axis to its tip. */
  readonly reach: number;
  readonly mounts: readonly Mount[];
}

/** One arm for each height that carries overhead mounts. */
export function overheadArmsOf(mounts: readonly Mount[]): OverheadArm[] {
  const heights = [...new Set(mounts.filter(isOverhead).map((mount) => mount.height))];
  return heights.map((height) => {
    const level = mounts.filter((mount) => isOverhead(mount) && mount.height === height);
    const reach = Math.max(...level.map((mount) => armPosition(mounts, mount))) + 0.25;
    return { height, reach, mounts: level };
  });
}

function overheadArms(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  for (const { height, reach, mounts } of overheadArmsOf(spec.mounts)) {
    if (spec.shows && !mounts.some(spec.shows)) continue;
    part(draft, `arm-${height.toFixed(1)}`, heightLayer(height), () =>
      placed(draft, [0, 0, height], 0, () => addArm(draft, reach, carrier.radius(height), carrier.fineness)),
    );
  }
}

/** An arm along +y whose root is the origin, rising a little to its tip. */
export function addArm(draft: Draft, reach: number, shaftRadius: number, fineness: 1 | 2): void {
  const rise = Math.min(0.25, reach * 0.03);
  const path = [
    [0, 0, 0],
    [0, reach, rise],
  ] as const;
  const root = Math.min(shaftRadius * 0.8, 0.1);
  const skin = { color: PAINT.arm };
  tube(draft, path, root, 0.05, 8 * fineness, skin);
  // Bolted flange a hand's breadth before the shaft.
  const at = shaftRadius + 0.12;
  tube(
    draft,
    [
      [0, at, 0],
      [0, at + 0.05, 0],
    ],
    root * 1.7,
    root * 1.7,
    6 * fineness,
    skin,
  );
}

/**
 * Metres from the shaft's axis at which `mount` hangs on its arm. The first of its level is outermost and 1.6 m stay free
 * at the shaft; there hang the cameras of an arm that carries signals or signs, so that these hang where they would
 * without.
 */
export function armPosition(mounts: readonly Mount[], mount: Mount): number {
  const level = mounts.filter((each) => isOverhead(each) && each.height === mount.height);
  const cameras = level.filter((each) => each.kind === 'enforcement-camera');
  const others = level.filter((each) => each.kind !== 'enforcement-camera');
  if (others.length === 0) return hung(cameras, mount, 1.6);
  return mount.kind === 'enforcement-camera' ? hung(cameras, mount, 0.4) : hung(others, mount, 1.6);
}

function hung(level: readonly Mount[], mount: Mount, from: number): number {
  let position = from;
  for (let i = level.length - 1; i >= 0; i--) {
    const width = overheadWidth(level[i]!);
    if (level[i] === mount) return position + width / 2;
    position += width;
  }
  return position;
}
