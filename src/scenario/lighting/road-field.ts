import { type Lane, lanesFrom, OBSERVER, pointsAcross, pointsAlong } from './field-grid.ts';
import { thresholdIncrement, veilingLuminance } from './glare.ts';
import type { Photometry } from './photometry.ts';
import type { PlacedLuminaire } from './placed-luminaire.ts';
import type { RTable } from './r-table.ts';
import { type LitPoint, litPoint, luminanceOf } from './road-luminance.ts';

/** One row of equal luminaires along a straight road. */
export interface LuminaireRow {
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
  return figuresOf({
    lanes,
    points,
    rTable: road.rTable,
    maintenanceFactor: road.maintenanceFactor,
    observerOf: (lane) => ({ at: [-middle(lane), (along[0] as number) - OBSERVER.before], heading: [0, 1] }),
    veilingOf: (lane) => {
      // The eye starts where the screen first shows the luminaire at the field's start and moves row by row (CIE 140 §7).
      const start = -2.75 * (tallest - OBSERVER.height);
      return Math.max(
        ...along.map((_, index) =>
          veilingLuminance(
            [-middle(lane), start + (index * road.spacing) / along.length],
            [0, 1],
            luminaires,
            road.observerAge,
          ),
        ),
      );
    },
  });
}

/** A grid of lit points by lane, line and row, and who looks at it. */
export interface FieldView {
  readonly lanes: readonly Lane[];
  /** `[lane][line across][row along]`, initial light. */
  readonly points: readonly (readonly (readonly LitPoint[])[])[];
  readonly rTable: RTable;
  readonly maintenanceFactor: number;
  /** Where the observer of a lane stands for the row at `index` along; null without luminance. */
  readonly observerOf: (lane: Lane, row: number) => { readonly at: readonly [number, number] };
  /** Greatest veiling luminance of a lane's observers, initial. */
  readonly veilingOf: (lane: Lane) => number;
}

/** E from all points; L from all points as the observer of each lane sees them, the worst observer counting. */
export function figuresOf(view: FieldView): FieldFigures {
  const { maintenanceFactor: mf } = view;
  const lux = view.points.flat(2).map((point) => point.lux * mf);
  const eAv = mean(lux);
  const eMin = Math.min(...lux);
  let [lAv, u0, uL, ti] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  let blind = false;
  for (const [index, lane] of view.lanes.entries()) {
    const seen = view.points.map((lines) =>
      lines.map((line) =>
        line.map((point, row) => luminanceOf(point, view.observerOf(lane, row).at, view.rTable) * mf),
      ),
    );
    const all = seen.flat(2);
    const average = mean(all);
    lAv = Math.min(lAv, average);
    u0 = Math.min(u0, average > 0 ? Math.min(...all) / average : 0);
    const centre = seen[index]?.[1] as readonly number[];
    const brightest = Math.max(...centre);
    uL = Math.min(uL, brightest > 0 ? Math.min(...centre) / brightest : 0);
    const increment = thresholdIncrement(view.veilingOf(lane), average / mf);
    if (increment === null) blind = true;
    else ti = Math.max(ti, increment);
  }
  return { eAv, eMin, uE: eAv > 0 ? eMin / eAv : 0, lAv, u0, uL, ti: blind ? null : ti };
}

export function middle(lane: Pick<Lane, 'from' | 'to'>): number {
  return (lane.from + lane.to) / 2;
}

function luminairesAlong(road: StraightRoad, heightsBefore: number, ahead: number): PlacedLuminaire[] {
  return road.rows.flatMap((row) => {
    const first = Math.ceil((heightsBefore * row.height - row.shift) / road.spacing);
    const last = Math.floor((road.spacing + ahead - row.shift) / road.spacing);
    return Array.from({ length: last - first + 1 }, (_, index) => ({
      x: -row.across,
      y: row.shift + (first + index) * road.spacing,
      height: row.height,
      azimuth: row.faces === 'left' ? 270 : 90,
      tilt: row.tilt,
      kilolumens: row.kilolumens,
      photometry: row.photometry,
    }));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
