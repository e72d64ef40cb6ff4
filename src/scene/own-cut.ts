import {
  type Cartesian3,
  Cartographic,
  Math as CesiumMath,
  type DataSource,
  type Entity,
  type JulianDate,
} from '@cesium/engine';
import { type Clip, clipFilter } from '../domain/geo/clip.ts';
import type { Footing } from '../domain/query/area.ts';
import { matches } from '../domain/query/cql2-match.ts';

/**
 * Hides the things of one source that stand where a clip leaves nothing, by the rule of the assets: a point by its place, a line or
 * an area while no part of it is left. What lies on the ground is cut with the ground, exactly, and is left alone here.
 */
export interface OwnCut {
  /** Returns whether anything comes or goes. The clip that it knows already costs a look at what moves with time. */
  follow(clip: Clip | null, at: JulianDate): boolean;
}

export function createOwnCut(source: DataSource): OwnCut {
  /** Hidden by the clip, and by nothing else. */
  const hidden = new Set<Entity>();
  let known: Clip | null = null;
  let moving: readonly Entity[] = [];

  function shows(entity: Entity, clip: Clip | null, at: JulianDate): boolean {
    const footing = clip && footingOf(entity, at);
    return !clip || !footing || matches(clipFilter(clip), nothing, footing);
  }

  return {
    follow(clip, at) {
      if (clip === known && (!clip || moving.length === 0)) return false;
      const { values } = source.entities;
      const due = clip === known ? moving : values;
      if (clip !== known) moving = values.filter(({ position }) => position && !position.isConstant);
      known = clip;
      const turned = due.filter(
        (entity) => (hidden.has(entity) || entity.show) && shows(entity, clip, at) !== entity.show,
      );
      if (turned.length === 0) return false;
      source.entities.suspendEvents();
      for (const entity of turned) {
        entity.show = !entity.show;
        if (entity.show) hidden.delete(entity);
        else hidden.add(entity);
      }
      source.entities.resumeEvents();
      return true;
    },
  };
}

const nothing = () => undefined;

/** Where a thing stands at a time; null for what lies on the ground, and for what is nowhere. */
function footingOf(entity: Entity, at: JulianDate): Footing | null {
  const place = entity.position?.getValue(at);
  if (place) return { longitude: degreesOf(place)[0], latitude: degreesOf(place)[1] };
  const { polygon, polyline, wall } = entity;
  const draped = polygon
    ? !(polygon.height || polygon.extrudedHeight || polygon.perPositionHeight?.getValue(at))
    : polyline?.clampToGround?.getValue(at) === true;
  if (draped) return null;
  const corners: readonly Cartesian3[] | undefined =
    polygon?.hierarchy?.getValue(at)?.positions ?? (polyline ?? wall)?.positions?.getValue(at);
  const shape = corners?.map(degreesOf);
  const first = shape?.[0];
  return first
    ? { longitude: first[0], latitude: first[1], shape: shape ?? null, filled: polygon !== undefined }
    : null;
}

function degreesOf(place: Cartesian3): readonly [longitude: number, latitude: number] {
  const { longitude, latitude } = Cartographic.fromCartesian(place);
  return [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
}
