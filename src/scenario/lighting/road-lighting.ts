import type { Instant } from '../../domain/clock.ts';
import { type LocalFrame, localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type RoadAxis, roadAxis } from '../road-axis.ts';
import { type LightingInputs, lightingInputs } from './assumptions.ts';
import { lateShare } from './dimming.ts';
import { type Lane, lanesFrom } from './field-grid.ts';
import { type Obstacle, type Shade, shadeOf } from './obstacles.ts';
import { type RTable, scaledTo } from './r-table.ts';
import { R3 } from './r3-table.ts';
import { type FieldFigures, greatestIncrement, type SeenField } from './road-field.ts';
import { type RoadSegment, type SegmentSetting, segmentLight, segmentsOf, segmentVeilings } from './road-segments.ts';
import { luminaireRegister, type OpticChoice, type StreetLuminaire } from './street-luminaires.ts';
import { streetObstacles, withClear } from './street-obstacles.ts';

/** What a planner may bring instead of the defaults. */
export interface LightingOptions {
  /** Photometric files by luminaire; absent: those of the plan. */
  readonly opticOf?: OpticChoice;
  /** A measured road surface; absent: R3 scaled to the assumed Q0. */
  readonly rTable?: RTable;
  /** Trees and buildings; absent: nothing shades. */
  readonly obstacles?: readonly Obstacle[];
}

/** Light on one segment of the road. */
export interface SegmentLight {
  readonly segment: RoadSegment;
  readonly figures: FieldFigures;
  /** Poles whose lamps stand along it. */
  readonly objects: readonly ObjectRef[];
}

/** The road of a scenario, ready to be lit by any alternative at any time. */
export interface LitRoad {
  readonly inputs: LightingInputs;
  readonly axis: RoadAxis;
  readonly frame: LocalFrame;
  readonly lanes: readonly Lane[];
  /** From west to east. */
  readonly segments: readonly RoadSegment[];
  readonly shade: Shade | null;
  readonly luminaires: readonly StreetLuminaire[];
  /** Share of full output of each luminaire; `failed` holds `layer id` of dark poles. Figures and maps are at full output: late dimming is left out. */
  sharesAt(alternativeId: string, at: Instant, failed?: ReadonlySet<string>): Float64Array;
  /** The same as lamps burn at that hour: late dimming too, as a meter on the road would find them. */
  outputAt(alternativeId: string, at: Instant, failed?: ReadonlySet<string>): Float64Array;
  /** Segments from west to east. Only those whose lamps differ from what was asked before are computed. */
  lightAt(alternativeId: string, at: Instant, failed?: ReadonlySet<string>): readonly SegmentLight[];
}

const ROADS = new WeakMap<CompiledScenario, LitRoad | null>();

/** The road with the optics of its plan among its surroundings, made once a scenario; null when the document draws no axis. */
export function litRoadOf(compiled: CompiledScenario): LitRoad | null {
  const known = ROADS.get(compiled);
  if (known !== undefined) return known;
  const { surroundings } = compiled;
  const transmittance = lightingInputs(compiled.document).crownTransmittance;
  const made = lightRoad(compiled, surroundings ? { obstacles: streetObstacles(surroundings, transmittance) } : {});
  ROADS.set(compiled, made);
  return made;
}

/** The road with a planner's own photometry, surface and obstacles; null when the document draws no axis. */
export function lightRoad(compiled: CompiledScenario, options: LightingOptions = {}): LitRoad | null {
  const path = compiled.document.project.axis;
  if (!path || path.length < 2) return null;
  const axis = roadAxis(path);
  const frame = localFrame(...axis.pointAt({ chainage: axis.length / 2, offset: 0 }));
  const inputs = lightingInputs(compiled.document);
  const each = Math.max(1, Math.round(inputs.laneCount / 2));
  const outer = inputs.medianHalf + each * inputs.laneWidth;
  // Traffic keeps right: south of an axis from west to east it runs along it.
  const lanes = [
    ...lanesFrom(-outer, each, inputs.laneWidth, 1),
    ...lanesFrom(inputs.medianHalf, each, inputs.laneWidth, -1),
  ];
  const shade = options.obstacles?.length ? shadeOf(options.obstacles, frame) : null;
  const rTable = options.rTable ?? scaledTo(R3, inputs.roadQ0);
  const register = luminaireRegister(compiled, frame, axis, inputs, options.opticOf);
  const { sharesAt } = register;
  const all = options.obstacles?.length
    ? withClear(register.all, options.obstacles, { axis, frame, outer })
    : register.all;
  const junctions = (compiled.document.project.junctions ?? []).map(
    ({ position }) => axis.stationOf(...position).chainage,
  );
  const local = (chainage: number, offset: number) => toLocal(frame, ...axis.pointAt({ chainage, offset }));
  const heading = (chainage: number) => {
    const bearing = (axis.bearingAt(chainage) * Math.PI) / 180;
    return [Math.sin(bearing), Math.cos(bearing)] as const;
  };
  const setting: SegmentSetting = {
    lanes,
    local,
    heading,
    rTable,
    shade,
    maintenanceFactor: inputs.maintenanceFactor,
    observerAge: inputs.observerAge,
  };
  const cut = segmentsOf(axis.length, junctions, inputs.junctionHalf);
  const segments = cut.map((segment) => reachOf(segment, all, local, heading));

  return {
    inputs,
    axis,
    frame,
    lanes,
    segments: cut,
    shade,
    luminaires: all,
    sharesAt,
    outputAt(alternativeId, at, failed) {
      const late = lateShare(at, compiled.utcOffsetMinutes, inputs);
      return sharesAt(alternativeId, at, failed).map((share) => share * late);
    },
    lightAt(alternativeId, at, failed) {
      const shares = sharesAt(alternativeId, at, failed);
      const lit = (indices: readonly number[]) =>
        indices.flatMap((index) => {
          const share = shares[index] as number;
          const luminaire = all[index] as StreetLuminaire;
          if (share === 0) return [];
          return [share === 1 ? luminaire : { ...luminaire, kilolumens: luminaire.kilolumens * share }];
        });
      const marks = (indices: readonly number[]) => indices.map((index) => shareMark(shares[index] as number)).join('');
      return segments.map(({ segment, own, near, far, states }) => {
        const [nearMarks, farMarks] = [marks(near), marks(far)];
        return states.light.get(`${nearMarks} ${farMarks}`, () => {
          const { laneAverages, ...figures } = states.seen.get(nearMarks, () =>
            segmentLight(segment, setting, lit(near)),
          );
          const veilings = states.veilings.get(farMarks, () => segmentVeilings(segment, setting, lit(far)));
          const ti = greatestIncrement(veilings, { laneAverages }, inputs.maintenanceFactor);
          return { segment, figures: { ...figures, ti }, objects: objectsOf(lit(own)) };
        });
      });
    },
  };
}

/** What has been computed, by the state of the lamps it came from. */
interface Memory<Value> {
  get(state: string, make: () => Value): Value;
}

function memory<Value>(): Memory<Value> {
  const known = new Map<string, Value>();
  return {
    get(state, make) {
      const found = known.get(state);
      if (found !== undefined) return found;
      // A scrub comes back to what it has seen; a long session must not keep every state.
      if (known.size >= KEPT_STATES) known.clear();
      const made = make();
      known.set(state, made);
      return made;
    },
  };
}

const KEPT_STATES = 32;

/** Dark, full or a percentage between: equal marks mean equal light. */
function shareMark(share: number): string {
  return share === 0 ? '0' : share === 1 ? '1' : `(${share})`;
}

interface CachedSegment {
  readonly segment: RoadSegment;
  /** Indices of luminaires along the segment, those that light it, and those that may dazzle on it. */
  readonly own: readonly number[];
  readonly near: readonly number[];
  readonly far: readonly number[];
  readonly states: {
    readonly seen: Memory<SeenField>;
    readonly veilings: Memory<readonly number[]>;
    readonly light: Memory<SegmentLight>;
  };
}

function reachOf(
  segment: RoadSegment,
  all: readonly StreetLuminaire[],
  local: (chainage: number, offset: number) => [number, number],
  heading: (chainage: number) => readonly [east: number, north: number],
): CachedSegment {
  const middle = (segment.from + segment.to) / 2;
  const half = (segment.to - segment.from) / 2;
  const [cx, cy] = local(middle, 0);
  const [east, north] = heading(middle);
  const [own, near, far]: [number[], number[], number[]] = [[], [], []];
  all.forEach((luminaire, index) => {
    const distance = Math.hypot(luminaire.x - cx, luminaire.y - cy);
    const along = Math.abs((luminaire.x - cx) * east + (luminaire.y - cy) * north);
    if (luminaire.project && luminaire.towardsRoad && along <= half + 20 && distance <= half + 60) own.push(index);
    // Light counts to 12 heights (CIE 140 §6). Glare is that of the installation, as far as the formula goes.
    if (distance <= half + 12 * luminaire.height) near.push(index);
    if (luminaire.project && distance <= half + FAR) far.push(index);
  });
  return { segment, own, near, far, states: { seen: memory(), veilings: memory(), light: memory() } };
}

/** Metres beyond a segment within which luminaires are asked whether they dazzle. */
const FAR = 520;

function objectsOf(luminaires: readonly StreetLuminaire[]): ObjectRef[] {
  return [...new Map(luminaires.map(({ ref }) => [`${ref.layer} ${ref.id}`, ref])).values()];
}
