import { checkLonLat, type Projection } from '../project/projection.ts';
import { fieldProblem, lanesOf, type RoadLine, usesOf } from '../road/road-line.ts';
import type { Collector } from './collector.ts';
import type { RawFeature } from './geojson-feature.ts';
import { firstMetres, metresOf } from './measure.ts';

/** Fields that make a road of a line. */
const ROAD_FIELDS = ['highway', 'lanes', 'roadClass', 'road_class', 'redline'];
const LANE_METRES = 3.5;
const USUAL_WIDTH = 7;

/** Whether a feature is a line that tells of a road. */
export function isRoad(feature: RawFeature): boolean {
  const type = feature.geometry?.type;
  const fields = feature.properties ?? {};
  return (type === 'LineString' || type === 'MultiLineString') && ROAD_FIELDS.some((field) => field in fields);
}

/** The lines of a road in WGS-84; what is wrong with one is told to `into`, and it is drawn as far as it makes sense. */
export function roadLines(
  feature: RawFeature,
  file: string,
  id: string,
  record: string,
  projection: Projection,
  into: Collector,
): RoadLine[] {
  const fields = feature.properties ?? {};
  const { type, coordinates } = feature.geometry as NonNullable<RawFeature['geometry']>;
  const lists = (type === 'LineString' ? [coordinates] : coordinates) as unknown;
  const given = metresOf(fields.lanes);
  const width = firstMetres(fields, ['width', 'carriageway']);
  const problem = fieldProblem(fields, given, metresOf(fields.width));
  if (problem) into.mends.add(problem, record);
  const lanes = lanesOf(fields, given);
  const total = lanes ? lanes.forward + lanes.back : 0;
  return (Array.isArray(lists) ? lists : []).flatMap((list, part): RoadLine[] => {
    const points = (Array.isArray(list) ? list : []) as unknown[][];
    const sound = points.filter((point) => Number.isFinite(point?.[0]) && Number.isFinite(point?.[1]));
    if (sound.length < points.length) into.skips.add('point of a road that is not a number', record);
    if (sound.length < 2) {
      into.skips.add('road of fewer than two points', record);
      return [];
    }
    const axis = sound.map((point) => {
      const [longitude, latitude] = projection.toLonLat(point[0] as number, point[1] as number);
      checkLonLat(file, record, longitude, latitude, projection.name);
      return [longitude, latitude] as const;
    });
    into.count('road');
    return [
      {
        id: part === 0 ? id : `${id}#${part}`,
        kind: 'carriageway',
        axis,
        // Ten centimetres: lines of one network share their nodes exactly, or nearly so after a projection.
        nodes: axis.map(([x, y]) => `${x.toFixed(6)} ${y.toFixed(6)}`),
        width:
          width !== null && width >= 1 && width <= 100 ? width : total > 0 ? total * LANE_METRES + 0.6 : USUAL_WIDTH,
        lanes,
        forwardUses: usesOf(fields['turn:lanes:forward'] ?? fields['turn:lanes']),
        backUses: usesOf(fields['turn:lanes:backward']),
        zebras: new Set(),
        sidewalk: {
          left: fields.sidewalk === 'both' || fields.sidewalk === 'left',
          right: fields.sidewalk === 'both' || fields.sidewalk === 'right',
        },
      },
    ];
  });
}
