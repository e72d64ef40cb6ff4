import { type Lane, OBSERVER, pointsAcross, pointsAlong } from './field-grid.ts';
import { glareStart, veilingLuminance } from './glare.ts';
import type { Shade } from './obstacles.ts';
import type { PlacedLuminaire } from './placed-luminaire.ts';
import type { RTable } from './r-table.ts';
import { type FieldFigures, figuresOf, middle } from './road-field.ts';
import { litPoint } from './road-luminance.ts';

/** A stretch that is judged as one field, by chainage in metres from the west end. */
export interface RoadSegment {
  readonly from: number;
  readonly to: number;
  /** On a junction only illuminance counts (CJJ 45: 交会区). */
  readonly kind: 'road' | 'junction';
}

/** Usual lamp spacing: segments are about as long as a field between two luminaires. */
const FIELD = 33;

/**
 * Cuts the road into junctions and, between them, equal fields of about one lamp spacing. They are the same for every
 * alternative, so that like is compared with like however its lamps stand.
 */
export function segmentsOf(length: number, junctions: readonly number[], junctionHalf: number): RoadSegment[] {
  const segments: RoadSegment[] = [];
  let at = 0;
  const stretch = (to: number) => {
    const count = Math.max(1, Math.round((to - at) / FIELD));
    const start = at;
    for (let i = 0; i < count; i++)
      segments.push({
        from: start + ((to - start) * i) / count,
        to: start + ((to - start) * (i + 1)) / count,
        kind: 'road',
      });
    at = to;
  };
  for (const junction of [...junctions].sort((a, b) => a - b)) {
    const from = Math.max(at, junction - junctionHalf);
    const to = Math.min(length, junction + junctionHalf);
    if (to - from < 1) continue;
    if (from - at >= 1) stretch(from);
    segments.push({ from: at, to, kind: 'junction' });
    at = to;
  }
  if (length - at >= 1) stretch(length);
  return segments;
}

export interface SegmentSetting {
  readonly lanes: readonly Lane[];
  /** Luminaires that light the segment, at their present output. */
  readonly near: readonly PlacedLuminaire[];
  /** Luminaires that may dazzle on it. */
  readonly far: readonly PlacedLuminaire[];
  /** Plane coordinates of a place along and left of the axis. */
  readonly local: (chainage: number, offset: number) => [x: number, y: number];
  /** Unit vector along the axis at a chainage. */
  readonly heading: (chainage: number) => readonly [east: number, north: number];
  readonly rTable: RTable;
  readonly shade: Shade | null;
  readonly maintenanceFactor: number;
  readonly observerAge: number;
}

/** Figures of both carriageways of a segment: mean illuminance of the two, otherwise the worse one. */
export function segmentFigures(segment: RoadSegment, setting: SegmentSetting): FieldFigures {
  const sides = ([1, -1] as const)
    .map((direction) => setting.lanes.filter((lane) => lane.direction === direction))
    .filter((lanes) => lanes.length > 0)
    .map((lanes) => carriagewayFigures(segment, lanes, setting));
  const worst = (key: 'lAv' | 'u0' | 'uL', pick: (...values: number[]) => number) => {
    const values = sides.map((side) => side[key]);
    return values.includes(null) ? null : pick(...(values as number[]));
  };
  const increments = sides.map((side) => side.ti);
  return {
    eAv: sides.reduce((sum, side) => sum + side.eAv, 0) / sides.length,
    eMin: Math.min(...sides.map((side) => side.eMin)),
    uE: Math.min(...sides.map((side) => side.uE)),
    lAv: worst('lAv', Math.min),
    u0: worst('u0', Math.min),
    uL: worst('uL', Math.min),
    ti: increments.includes(null) ? null : Math.max(...(increments as number[])),
  };
}

function carriagewayFigures(segment: RoadSegment, lanes: readonly Lane[], setting: SegmentSetting): FieldFigures {
  const { near, far, local, shade } = setting;
  const length = segment.to - segment.from;
  const along = pointsAlong(length);
  const through =
    shade &&
    ((index: number, x: number, y: number) => {
      const luminaire = near[index] as PlacedLuminaire;
      return shade.through(luminaire.x, luminaire.y, luminaire.height, x, y);
    });
  const points = lanes.map((lane) =>
    pointsAcross(lane).map((offset) =>
      along.map((at) => {
        const [x, y] = local(segment.from + at, offset);
        return litPoint(x, y, near, through ?? undefined);
      }),
    ),
  );
  const direction = lanes[0]?.direction ?? 1;
  // Chainage of a place that lies `ahead` metres into the field as traffic meets it.
  const into = (ahead: number) => (direction === 1 ? segment.from + ahead : segment.to - ahead);
  const tallest = Math.max(0, ...far.map((luminaire) => luminaire.height));
  return figuresOf({
    lanes,
    points,
    rTable: setting.rTable,
    maintenanceFactor: setting.maintenanceFactor,
    observers:
      segment.kind === 'junction'
        ? null
        : {
            standing: (lane) => local(into((along[0] as number) - OBSERVER.before), middle(lane)),
            veiling: (lane) =>
              Math.max(
                ...along.map((_, row) => {
                  const start = into(glareStart(tallest) + (row * length) / along.length);
                  const [east, north] = setting.heading(start);
                  const sight = [direction * east, direction * north] as const;
                  return veilingLuminance(local(start, middle(lane)), sight, far, setting.observerAge);
                }),
              ),
          },
  });
}
