import { type Lane, lanesFrom, OBSERVER, pointsAcross, pointsAlong } from './field-grid.ts';
import { glareStart, thresholdIncrement, veilingLuminance } from './glare.ts';
import type { Photometry } from './photometry.ts';
import { type PlacedLuminaire, placeLuminaire } from './placed-luminaire.ts';
import type { RTable } from './r-table.ts';
import { type LitPoint, litPoint, luminanceOf } from './road-luminance.ts';

/** One row of equal luminaires along a straight road. */
interface LuminaireRow {
  /** Metres left of the right-hand edge of the carriageway; negative right of it. */
  readonly across: number;
  /** Metres along by which the row is shifted: half the spacing on one side is a staggered arrangement. */
  readonly shift: number;
  readonly height: number;
  /** Which way the row shines: `left` stands on the right-hand side. */
  readonly faces: 'left' | 'right';
  readonly tilt: number;
  readonly kilolumens: number;
  readonly photometry: Photometry;
}

export interface StraightRoad {
  readonly spacing: number;
  readonly lanes: number;
  readonly laneWidth: number;
  readonly rows: readonly LuminaireRow[];
  readonly rTable: RTable;
  readonly maintenanceFactor: number;
  /** Years; 23 by convention. */
  readonly observerAge: number;
}

/** The quality figures of one field (CIE 140, EN 13201-3, CJJ 45). */
export interface FieldFigures {
  /** lx, maintained. */
  readonly eAv: number;
  readonly eMin: number;
  /** E_min / E_av. */
  readonly uE: number;
  /** cd/m², maintained, least of all observers; as all luminance figures null where the field has no observers. */
  readonly lAv: number | null;
  /** L_min / L_av of the carriageway, least of all observers. */
  readonly u0: number | null;
  /** L_min / L_max along a lane's centre, least of all lanes. */
  readonly uL: number | null;
  /** %, greatest of all observers, with new lamps. */
  readonly ti: number | null;
}

/**
 * Light on a straight road between two luminaires of its first row: the textbook case with the grid, observers and extent of
 * luminaires of CIE 140-2000 §5–7 (from 5 heights before the field to 12 behind it for luminance, 500 m for glare).
 * Traffic runs away from the observer in every lane.
 */
export function straightRoadFigures(road: StraightRoad): FieldFigures {
  const along = pointsAlong(road.spacing);
  const lanes = lanesFrom(0, road.lanes, road.laneWidth, 1);
  const luminaires = luminairesAlong(road, -5, 500);
  const tallest = Math.max(...road.rows.map((row) => row.height));
  const near = luminaires.filter(({ y }) => y <= road.spacing + 12 * tallest);
  const points = lanes.map((lane) => pointsAcross(lane).map((across) => along.map((y) => litPoint(-across, y, near))));
  const { laneAverages, ...figures } = seenField({
    lanes,
    points,
    rTable: road.rTable,
    maintenanceFactor: road.maintenanceFactor,
    standing: (lane) => [-middle(lane), (along[0] as number) - OBSERVER.before],
  });
  const veilings = lanes.map((lane) =>
    Math.max(
      ...along.map((_, index) =>
        veilingLuminance(
          [-middle(lane), glareStart(tallest) + (index * road.spacing) / along.length],
          [0, 1],
          luminaires,
          road.observerAge,
        ),
      ),
    ),
  );
  return { ...figures, ti: greatestIncrement(veilings, { laneAverages }, road.maintenanceFactor) };
}

/** A grid of lit points by lane, line and row, and who looks at it. */
export interface FieldView {
  readonly lanes: readonly Lane[];
  /** `[lane][line across][row along]`, initial light. */
  readonly points: readonly (readonly (readonly LitPoint[])[])[];
  readonly rTable: RTable;
  readonly maintenanceFactor: number;
  /** Where the observer of a lane stands; null where only illuminance counts, as on junctions. */
  readonly standing: ((lane: Lane) => readonly [x: number, y: number]) | null;
}

/** A field's light as its observers see it; glare is judged apart, for it depends on lamps much farther away. */
export interface SeenField extends Omit<FieldFigures, 'ti'> {
  /** Average luminance of the carriageway for the observer of each lane, cd/m², maintained. */
  readonly laneAverages: readonly number[];
}

/** E from all points; L from all points as the observer of each lane sees them, the worst observer counting. */
export function seenField({ lanes, points, rTable, maintenanceFactor: mf, standing }: FieldView): SeenField {
  const lux = points.flat(2).map((point) => point.lux * mf);
  const eAv = mean(lux);
  const eMin = Math.min(...lux);
  const illuminance = { eAv, eMin, uE: eAv > 0 ? eMin / eAv : 0 };
  if (!standing) return { ...illuminance, lAv: null, u0: null, uL: null, laneAverages: [] };
  const seen = lanes.map((lane, index) => {
    const at = standing(lane);
    const lines = points.map((each) => each.map((line) => line.map((point) => luminanceOf(point, at, rTable) * mf)));
    const all = lines.flat(2);
    const average = mean(all);
    const centre = lines[index]?.[1] as readonly number[];
    return {
      average,
      overall: average > 0 ? Math.min(...all) / average : 0,
      lengthwise: Math.max(...centre) > 0 ? Math.min(...centre) / Math.max(...centre) : 0,
    };
  });
  return {
    ...illuminance,
    lAv: Math.min(...seen.map((each) => each.average)),
    u0: Math.min(...seen.map((each) => each.overall)),
    uL: Math.min(...seen.map((each) => each.lengthwise)),
    laneAverages: seen.map((each) => each.average),
  };
}

/**
 * Greatest threshold increment of the lanes, %, with new lamps; null where a lane is too dark or nobody looks.
 *
 * @param veilings veiling luminance of each lane's eye, cd/m², initial
 */
export function greatestIncrement(
  veilings: readonly number[],
  { laneAverages }: Pick<SeenField, 'laneAverages'>,
  maintenanceFactor: number,
): number | null {
  const increments = laneAverages.map((average, lane) =>
    thresholdIncrement(veilings[lane] ?? 0, average / maintenanceFactor),
  );
  return increments.length === 0 || increments.includes(null) ? null : Math.max(...(increments as number[]));
}

export function middle(lane: Pick<Lane, 'from' | 'to'>): number {
  return (lane.from + lane.to) / 2;
}

function luminairesAlong(road: StraightRoad, heightsBefore: number, ahead: number): PlacedLuminaire[] {
  return road.rows.flatMap((row) => {
    const first = Math.ceil((heightsBefore * row.height - row.shift) / road.spacing);
    const last = Math.floor((road.spacing + ahead - row.shift) / road.spacing);
    return Array.from({ length: last - first + 1 }, (_, index) =>
      placeLuminaire({
        x: -row.across,
        y: row.shift + (first + index) * road.spacing,
        height: row.height,
        azimuth: row.faces === 'left' ? 270 : 90,
        tilt: row.tilt,
        kilolumens: row.kilolumens,
        photometry: row.photometry,
      }),
    );
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
