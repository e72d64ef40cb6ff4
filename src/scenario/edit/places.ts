import { distance, localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';
import type { Ref } from '../../wire/scenario-document.ts';
import { type RoadAxis, roadAxis } from '../road-axis.ts';
import { fallingDay, firstDay } from './days.ts';
import type { Place, PoleMove } from './edit.ts';
import { azimuthOf, turned } from './mounts.ts';
import { type EditedPole, ownStand, poleOf, serviceDay, setMounts, standingPole } from './pole.ts';
import { EditRefusal } from './refusal.ts';
import { enter, rewrite, strike, type Worksheet } from './worksheet.ts';

/** Nearer than this to where it stands today a pole of the city is not moved, metres. */
const UNMOVED = 0.01;
const HEIGHTS = [2, 30] as const;

/** Puts poles elsewhere: planned ones are planned there, those of the city are taken down here and erected there. */
export function move(sheet: Worksheet, moves: readonly PoleMove[]): Ref[] {
  return moves.map(({ pole: ref, to, heading }) => put(sheet, standingPole(sheet, ref), to, heading));
}

/** Moves poles along the road and across it, metres. Throws RangeError when the project has no axis. */
export function shift(sheet: Worksheet, refs: readonly Ref[], along: number, across: number): Ref[] {
  const axis = axisOf(sheet);
  return refs.map((ref) => {
    const pole = standingPole(sheet, ref);
    return put(sheet, pole, shifted(axis, pole.place, along, across), undefined);
  });
}

/** `place` moved along the axis and across it; a place that is not on the ruler's lines keeps its rest. */
function shifted(axis: RoadAxis, place: Place, along: number, across: number): [number, number] {
  const station = axis.stationOf(place[0], place[1]);
  const frame = localFrame(place[0], place[1]);
  const [x, y] = toLocal(frame, ...axis.pointAt(station));
  const [u, v] = toLocal(
    frame,
    ...axis.pointAt({ chainage: station.chainage + along, offset: station.offset + across }),
  );
  return toGeographic(frame, u - x, v - y);
}

/** Turns a pole with all that hangs on it. */
export function turn(sheet: Worksheet, ref: Ref, heading: number): Ref[] {
  const pole = standingPole(sheet, ref);
  const by = heading - pole.heading;
  put(sheet, pole, pole.place, heading);
  const mounts = pole.mounts.map((text) => turned(text, azimuthOf(text) + by));
  const now = poleOf(sheet, pole.ref);
  setMounts(sheet, now, mounts, firstDay(sheet, now));
  return [pole.ref];
}

/** @param height metres above ground */
export function raise(sheet: Worksheet, ref: Ref, height: number): Ref[] {
  const { built } = standingPole(sheet, ref);
  if (!built)
    throw new EditRefusal(
      `“${ref.id}”是现状杆，高度不变；只有规划杆可改高度。`,
      `"${ref.id}" stands as it is today; only planned poles take another height.`,
    );
  if (!(height >= HEIGHTS[0] && height <= HEIGHTS[1]))
    throw new EditRefusal(
      `“${ref.id}”的高度 ${height} m：应为 ${HEIGHTS[0]}–${HEIGHTS[1]} m。`,
      `Height ${height} m of "${ref.id}": expected ${HEIGHTS[0]}–${HEIGHTS[1]} m.`,
    );
  const { asset } = built.operation;
  rewrite(sheet, built, { ...built.operation, asset: { ...asset, attributes: { ...asset.attributes, height } } });
  return [{ layer: asset.layer, id: asset.id }];
}

/** The project's axis. Throws RangeError when it has none. */
export function axisOf({ document }: Pick<Worksheet, 'document'>): RoadAxis {
  const { axis } = document.project;
  if (!axis || axis.length < 2)
    throw new EditRefusal(
      `方案“${document.id}”没有道路中线；请改按位置移动。`,
      `Scenario "${document.id}" has no road axis; move its poles by place instead.`,
    );
  return roadAxis(axis);
}

function put(sheet: Worksheet, pole: EditedPole, to: Place, heading: number | undefined): Ref {
  const place: [number, number] = [round(to[0], 7), round(to[1], 7)];
  if (!place.every(Number.isFinite) || Math.abs(place[0]) > 180 || Math.abs(place[1]) > 90)
    throw new EditRefusal(
      `“${pole.ref.id}”的位置 ${JSON.stringify(to)}：应为经度、纬度。`,
      `Place ${JSON.stringify(to)} for "${pole.ref.id}": expected longitude and latitude in degrees.`,
    );
  const facing = round((((heading ?? pole.heading) % 360) + 360) % 360, 1);
  if (!Number.isFinite(facing))
    throw new EditRefusal(
      `“${pole.ref.id}”的朝向 ${heading}：应为度数。`,
      `Heading ${heading} for "${pole.ref.id}": expected degrees.`,
    );
  if (pole.built) {
    const { asset } = pole.built.operation;
    const position: [number, number, number] = [place[0], place[1], asset.position[2]];
    rewrite(sheet, pole.built, { ...pole.built.operation, asset: { ...asset, position, heading: facing } });
    return pole.ref;
  }
  const today = ownStand(sheet, pole.ref);
  const { moved } = pole;
  if (distance(today.place, place) < UNMOVED && Math.abs(round(today.heading, 1) - facing) < 0.05) {
    if (moved) strike(sheet, (line) => line === moved);
  } else if (moved) rewrite(sheet, moved, { ...moved.operation, to: place, heading: facing });
  else {
    // It must stand at its new place when the first mounts come to it.
    const day = Math.min(fallingDay(sheet, pole), serviceDay(sheet, pole.ref) ?? Number.POSITIVE_INFINITY);
    enter(sheet, day, { op: 'move', target: pole.ref, to: place, heading: facing, day });
  }
  return pole.ref;
}

export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
