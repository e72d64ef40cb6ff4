import { type Lane, OBSERVER, pointsAcross, pointsAlong } from './field-grid.ts';
import { glareStart, veilingLuminance } from './glare.ts';
import type { Shade } from './obstacles.ts';
import type { PlacedLuminaire } from './placed-luminaire.ts';
import type { RTable } from './r-table.ts';
import { middle, type SeenField, seenField } from './road-field.ts';
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
  /** Plane coordinates of a place along and left of the axis. */
  readonly local: (chainage: number, offset: number) => [x: number, y: number];
  /** Unit vector along the axis at a chainage. */
  readonly heading: (chainage: number) => readonly [east: number, north: number];
  readonly rTable: RTable;
  readonly shade: Shade | null;
  readonly maintenanceFactor: number;
  readonly observerAge: number;
}

/**
 * Both carriageways of a segment: mean illuminance of the two, otherwise the worse one. `laneAverages` follow the order of
 * the setting's lanes.
 *
 * @param near luminaires that light it, at their present output
 */
export function segmentLight(
  segment: RoadSegment,
  setting: SegmentSetting,
  near: readonly PlacedLuminaire[],
): SeenField {
  const sides = ([1, -1] as const)
    .map((direction) => setting.lanes.filter((lane) => lane.direction === direction))
    .filter((lanes) => lanes.length > 0)
    .map((lanes) => ({ lanes, seen: carriagewayLight(segment, setting, near, lanes) }));
  const least = (key: 'lAv' | 'u0' | 'uL') => {
    const values = sides.map(({ seen }) => seen[key]);
    return values.includes(null) ? null : Math.min(...(values as number[]));
  };
  const averages = new Map(sides.flatMap(({ lanes, seen }) => seen.laneAverages.map((each, i) => [lanes[i], each])));
  return {
    eAv: sides.reduce((sum, { seen }) => sum + seen.eAv, 0) / sides.length,
    eMin: Math.min(...sides.map(({ seen }) => seen.eMin)),
    uE: Math.min(...sides.map(({ seen }) => seen.uE)),
    lAv: least('lAv'),
    u0: least('u0'),
    uL: least('uL'),
    laneAverages: averages.size === 0 ? [] : setting.lanes.map((lane) => averages.get(lane) as number),
  };
}

function carriagewayLight(
  segment: RoadSegment,
  { local, shade, rTable, maintenanceFactor }: SegmentSetting,
  near: readonly PlacedLuminaire[],
  lanes: readonly Lane[],
): SeenField {
  const along = pointsAlong(segment.to - segment.from);
  const through = (index: number, x: number, y: number) => {
    const luminaire = near[index] as PlacedLuminaire;
    return shade && !luminaire.clear ? shade.through(luminaire.x, luminaire.y, luminaire.height, x, y) : 1;
  };
  const points = lanes.map((lane) =>
    pointsAcross(lane).map((offset) =>
      along.map((at) => litPoint(...local(segment.from + at, offset), near, shade ? through : undefined)),
    ),
  );
  return seenField({
    lanes,
    points,
    rTable,
    maintenanceFactor,
    standing:
      segment.kind === 'junction'
        ? null
        : (lane) => local(into(segment, lane, (along[0] as number) - OBSERVER.before), middle(lane)),
  });
}

/**
 * Greatest veiling luminance of the eye of each lane while it travels the segment, cd/m², new lamps; none on a junction.
 *
 * @param far luminaires that may dazzle
 */
export function segmentVeilings(
  segment: RoadSegment,
  { lanes, local, heading, observerAge }: SegmentSetting,
  far: readonly PlacedLuminaire[],
): readonly number[] {
  if (segment.kind === 'junction') return [];
  const length = segment.to - segment.from;
  const along = pointsAlong(length);
  const start = glareStart(Math.max(0, ...far.map((luminaire) => luminaire.height)));
  return lanes.map((lane) =>
    Math.max(
      ...along.map((_, row) => {
        const at = into(segment, lane, start + (row * length) / along.length);
        const [east, north] = heading(at);
        const sight = [lane.direction * east, lane.direction * north] as const;
        return veilingLuminance(local(at, middle(lane)), sight, far, observerAge);
      }),
    ),
  );
}

/** Chainage of a place that lies `ahead` metres into the segment as the lane's traffic meets it. */
function into(segment: RoadSegment, lane: Lane, ahead: number): number {
  return lane.direction === 1 ? segment.from + ahead : segment.to - ahead;
}
