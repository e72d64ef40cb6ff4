import type { Evidence } from './evidence.ts';
import { type Measurement, measureEach, NOTHING, without } from './measurement.ts';
import { nearestOn, type Segment, segmentsOf } from './nearest.ts';
import { atLeast, normRule, type Rule } from './rule.ts';

/** R13: antennas and the windows that they face. */
export const ANTENNA_RULES: readonly Rule[] = [
  normRule({
    id: 'R13',
    title: { zh: '天线正对建筑距离', en: 'Antennas to the buildings they face' },
    limit: atLeast(10, 'm'),
    norm: 'GB 8702',
    note: '5–10 m；场强须实测',
    measure: (evidence) => antennaGaps(evidence),
  }),
];

/** Farther off no wall counts, metres. */
const FAR = 100;

function antennaGaps(evidence: Evidence): Measurement {
  const { finalPoles, memory, surroundings, place } = evidence;
  const bearing = finalPoles.filter(({ mounts }) => mounts.some(({ kind }) => kind === 'micro-cell'));
  if (bearing.length === 0) return NOTHING;
  const { antennas, buildings } = surroundings;
  if (!antennas || !buildings)
    return without(
      '天线参数与建筑',
      'antenna data and buildings are',
      bearing.map(({ ref }) => ref),
    );
  const walls = memory.ofStreet('walls', () =>
    buildings.flatMap(({ ring }) => segmentsOf([...ring, ring[0] as (typeof ring)[number]], place)),
  );
  const rows = new Map<string, number[]>();
  for (const { carrier, azimuth } of antennas) rows.set(carrier, [...(rows.get(carrier) ?? []), azimuth]);
  return measureEach(
    bearing,
    (pole) => {
      const azimuths = rows.get(pole.ref.id);
      if (!azimuths) return null;
      const nearest = () => Math.min(...azimuths.map((azimuth) => wallAhead(pole.place, azimuth, walls)));
      return memory.ofPole(pole, 'antenna', nearest);
    },
    ({ ref }) => [ref],
    ['天线参数', 'data of antennas are'],
  );
}

/** Distance to the nearest wall that lies before the antenna; walls behind it do not count. */
function wallAhead([x, y]: readonly [number, number], azimuth: number, walls: readonly Segment[]): number {
  const [ux, uy] = [Math.sin((azimuth * Math.PI) / 180), Math.cos((azimuth * Math.PI) / 180)];
  let distance = FAR;
  for (const wall of walls) {
    const [nx, ny] = nearestOn(wall, [x, y]);
    if ((nx - x) * ux + (ny - y) * uy > 0) distance = Math.min(distance, Math.hypot(nx - x, ny - y));
  }
  return distance;
}
