import type { MountKind } from '../../../domain/mount.ts';
import type { PoleClass } from '../../../domain/pole-class.ts';
import { seededRandom } from '../../../domain/random.ts';
import type { StreetPole } from '../street-poles.ts';

/** One side of a made-up road, small enough to try every plan of it: a corner or none, two or three lamps, a few others. */
export function randomRoad(seed: number): StreetPole[] {
  const random = seededRandom(seed);
  const poles: StreetPole[] = [];
  const stand = (poleClass: PoleClass, chainage: number, offset: number, ...kinds: MountKind[]) =>
    poles.push({
      layer: poleClass === 'LP' ? 'lamp' : 'pole',
      id: `${poleClass}-${poles.length}`,
      class: poleClass,
      side: 'south',
      chainage: Math.round(chainage * 10) / 10,
      offset,
      position: [0, 0, 0],
      heading: 0,
      height: 10,
      mounts: kinds.map((kind) => ({ kind, height: 5, azimuth: 0 })),
      attributes: { owner: OWNERS[Math.floor(random() * OWNERS.length)] ?? '' },
    });
  const lamps = 2 + Math.floor(random() * 2);
  for (let i = 0; i < lamps; i++) stand('LP', i * 30 + random() * 4, -13, 'luminaire');
  if (random() < 0.6) {
    const corner = random() * lamps * 30;
    stand('TS', corner, -13.5, 'vehicle-signal', 'vehicle-signal');
    if (random() < 0.7) stand('TS', corner + 2 + random() * 9, -15, 'pedestrian-signal');
  }
  const others = 2 + Math.floor(random() * 3);
  for (let i = 0; i < others; i++) {
    const at = random() * lamps * 30;
    const kind = random();
    if (kind < 0.35) stand('TG', at, -15, 'guide-sign');
    else if (kind < 0.7) stand('TG', at, -14, 'sign', 'sign');
    else if (kind < 0.85) stand('CM', at, -15, 'micro-cell', 'screen', 'charger');
    else stand('CC', at, -14, 'camera');
  }
  return poles.sort((a, b) => a.chainage - b.chainage || (a.id < b.id ? -1 : 1));
}

const OWNERS = ['公安交警', '铁塔公司', '城管局'];
