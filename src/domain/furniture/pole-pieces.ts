import type { Mount } from '../mount.ts';
import type { Mesh } from './mesh.ts';
import { addBody, isOverhead } from './mount-body.ts';
import type { Carrier } from './mount-site.ts';
import { addArm, armPosition, buildPole, carrierOf, overheadArmsOf, type PoleSpec } from './pole.ts';
import { plateText, signFaceOf } from './sign.ts';
import { CYCLE_BELOW } from './signal-head.ts';
import { beginMesh, finishMesh, type Point, part } from './solid.ts';

/** A piece of a pole that many poles share, each in its own place: what one instanced draw repeats. */
export interface PolePiece {
  /** Pieces of one key have one mesh. */
  readonly key: string;
  readonly mesh: () => Mesh;
  /** Of the piece's origin in the pole's frame, metres: right, forward, up. */
  readonly origin: Point;
  /** Degrees clockwise from the way the pole faces. */
  readonly yaw: number;
  /** Degrees clockwise from north that it faces however its pole is turned; null for what turns with the pole. */
  readonly azimuth: number | null;
  /** Indices of the mounts that it belongs to; none for the shaft. */
  readonly mounts: readonly number[];
}

/** Steps within which pieces count as alike: radius of what a body hangs on (m), height that bends a lamp's arm (m). */
const RADIUS_STEP = 0.025;
const LUMINAIRE_STEP = 0.5;

/** The pole taken apart: shaft, arms, one body a mount. Together they look as `buildPole` does at city detail. */
export function polePieces(spec: PoleSpec): PolePiece[] {
  const carrier = carrierOf(spec);
  const highest = Math.max(0, ...spec.mounts.map((mount) => mount.height));
  const shaft: PolePiece = {
    key: `shaft|${spec.class}|${spec.type ?? ''}|${spec.height}|${highest > spec.height ? highest : ''}`,
    mesh: () => buildPole({ ...spec, detail: 'city', shows: () => false }),
    origin: [0, 0, 0],
    yaw: 0,
    azimuth: null,
    mounts: [],
  };
  const arms = overheadArmsOf(spec.mounts).map(({ height, reach, mounts }): PolePiece => {
    const radius = step(carrier.radius(height), RADIUS_STEP);
    return {
      key: `arm|${reach.toFixed(2)}|${radius}`,
      mesh: () => inOnePart('arm', (draft) => addArm(draft, reach, radius, 1)),
      origin: [0, 0, height],
      yaw: 0,
      azimuth: null,
      mounts: mounts.map((mount) => spec.mounts.indexOf(mount)),
    };
  });
  const bodies = spec.mounts.map((mount, index): PolePiece => {
    if (spec.type === 'post-top' && mount.kind === 'luminaire')
      return {
        key: `lantern|${spec.height}`,
        mesh: () => buildPole({ ...spec, mounts: [mount], shaft: false }),
        origin: [0, 0, 0],
        yaw: 0,
        azimuth: null,
        mounts: [index],
      };
    const overhead = isOverhead(mount);
    return {
      ...bodyOf(mount, overhead ? 0 : step(carrier.radius(mount.height), RADIUS_STEP), carrier),
      origin: [0, overhead ? armPosition(spec.mounts, mount) : 0, mount.height],
      yaw: mount.azimuth - (spec.heading ?? 0),
      azimuth: mount.azimuth,
      mounts: [index],
    };
  });
  return [shaft, ...arms, ...bodies];
}

function bodyOf(mount: Mount, radius: number, pole: Carrier): Pick<PolePiece, 'key' | 'mesh'> {
  const height = mount.kind === 'luminaire' ? step(mount.height, LUMINAIRE_STEP) : mount.height;
  const carrier: Carrier = { ...pole, radius: () => radius, fineness: 1 };
  return {
    key: `${mount.kind}|${shapeOf({ ...mount, height }, carrier)}|${radius}`,
    mesh: () => inOnePart(mount.kind, (draft) => addBody(draft, { ...mount, height }, carrier)),
  };
}

/** What tells bodies of one kind apart, beside what they hang on. */
function shapeOf(mount: Mount, carrier: Carrier): string {
  switch (mount.kind) {
    case 'luminaire':
      return String(mount.height);
    case 'sign':
      return signFaceOf({ mount, carrier });
    case 'name-plate':
      return plateText({ mount, carrier }) ?? '';
    case 'vehicle-signal':
      return isOverhead(mount) ? 'arm' : mount.height < CYCLE_BELOW ? 'cycle' : '';
    default:
      return isOverhead(mount) ? 'arm' : '';
  }
}

function inOnePart(name: string, build: (draft: ReturnType<typeof beginMesh>) => void): Mesh {
  const draft = beginMesh();
  part(draft, name, 0, () => build(draft));
  return finishMesh(draft);
}

function step(value: number, size: number): number {
  return Math.round(value / size) * size;
}
