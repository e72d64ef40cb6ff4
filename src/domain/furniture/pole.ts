import { heightLayer, LAYER_FLOORS, type Mount } from '../mount.ts';
import type { PoleClass } from '../pole-class.ts';
import { type Mesh, ROLE_EMITTER, ROLE_STATUS } from './mesh.ts';
import { addBody, type Carrier, isOverhead, overheadWidth } from './mount-body.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, part, placed, tube, turned } from './solid.ts';

export interface PoleSpec {
  readonly class: PoleClass;
  /** Of a lamp: `post-top` carries its lantern on the shaft; all others have arms. */
  readonly type?: string;
  /** Metres from the ground to the top of the shaft. */
  readonly height: number;
  /** Degrees clockwise from north of the model's +y, towards the carriageway; azimuths of the mounts count from it. */
  readonly heading?: number;
  readonly mounts: readonly Mount[];
  /** `city` stays within 350 triangles for the usual mounts; `closeup` rounds everything. */
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
  const [base, top] = spec.type === 'post-top' ? [0.07, 0.05] : SHAFT[spec.class];
  const fineness = spec.detail === 'closeup' ? 2 : 1;
  const carrier: Carrier = {
    radius: (z) => base + ((top - base) * Math.min(Math.max(z, 0), height)) / height,
    fineness,
  };
  const draft = beginMesh();
  addShaft(draft, spec, carrier);
  if (spec.class === 'PW') part(draft, 'crossarms', 0, () => crossarms(draft, height));
  overheadArms(draft, spec, carrier);
  for (const [i, mount] of spec.mounts.entries()) {
    if (spec.type === 'post-top' && mount.kind === 'luminaire') {
      part(draft, `mount-${i}`, heightLayer(mount.height), () => lantern(draft, height, fineness));
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
  const slim = spec.class === 'RN' || spec.class === 'WF' || spec.class === 'BS';
  const stations = [
    [from, carrier.radius(from)],
    [to, carrier.radius(to)],
  ] as const;
  turned(draft, [0, 0], stations, (slim ? 6 : 8) * carrier.fineness, { color });
}

/** The foot plate, and the collar at eye level of a passing car that shows the status. */
function fittings(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  if (spec.class === 'PW') return;
  const foot = carrier.radius(0) + 0.1;
  // The bay of a multi-function pole hides its flange.
  if (spec.class !== 'MF') box(draft, [0, 0, 0], [2 * foot, 2 * foot, 0.04], { color: PAINT.arm });
  const band = Math.min(2.2, spec.height * 0.72);
  const r = carrier.radius(band) + 0.012;
  const stations = [
    [band, r],
    [band + 0.22, r],
  ] as const;
  turned(draft, [0, 0], stations, 6 * carrier.fineness, { color: PAINT.status, role: ROLE_STATUS });
}

/** A lantern of 0.62 m on top of a garden lamp: light drum under a flat roof. */
function lantern(draft: Draft, height: number, fineness: 1 | 2): void {
  const foot = height - 0.62;
  const sides = 8 * fineness;
  turned(
    draft,
    [0, 0],
    [
      [foot, 0.06],
      [foot + 0.08, 0.16],
    ],
    sides,
    { color: PAINT.arm },
  );
  turned(
    draft,
    [0, 0],
    [
      [foot + 0.08, 0.15],
      [foot + 0.46, 0.2],
    ],
    sides,
    { color: PAINT.lens, role: ROLE_EMITTER },
  );
  turned(
    draft,
    [0, 0],
    [
      [foot + 0.46, 0.3],
      [foot + 0.54, 0.26],
      [height, 0.03],
    ],
    sides,
    { color: PAINT.arm },
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

/** One horizontal arm towards the carriageway for each height that carries overhead mounts. */
function overheadArms(draft: Draft, spec: PoleSpec, carrier: Carrier): void {
  for (const [height, mounts] of overheadLevels(spec.mounts)) {
    const reach = armPosition(mounts, mounts[0]!) + 0.25;
    const r = carrier.radius(height);
    part(draft, `arm-${height.toFixed(1)}`, heightLayer(height), () =>
      tube(
        draft,
        [
          [0, 0, height],
          [0, reach, height + Math.min(0.25, reach * 0.03)],
        ],
        Math.min(r * 0.8, 0.1),
        0.05,
        6 * carrier.fineness,
        { color: PAINT.arm },
      ),
    );
  }
}

function overheadLevels(mounts: readonly Mount[]): Map<number, Mount[]> {
  const levels = new Map<number, Mount[]>();
  for (const mount of mounts)
    if (isOverhead(mount)) levels.set(mount.height, [...(levels.get(mount.height) ?? []), mount]);
  return levels;
}

/** Metres from the shaft's axis at which `mount` hangs: the first of its level outermost, 1.6 m kept free at the shaft. */
function armPosition(mounts: readonly Mount[], mount: Mount): number {
  const level = mounts.filter((each) => isOverhead(each) && each.height === mount.height);
  let position = 1.6;
  for (let i = level.length - 1; i >= 0; i--) {
    const width = overheadWidth(level[i]!);
    if (level[i] === mount) return position + width / 2;
    position += width;
  }
  return position;
}
