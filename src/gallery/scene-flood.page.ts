import { slotOf } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { NOW, type SceneUnderTest } from './scene-page.ts';
import { type SheetPicture, sheetPage } from './scene-sheet.ts';

const DAY = NOW;
const NIGHT = NOW + 7.5 * 3_600_000;
/** 洸河路 under water, from the height of a walker's eye: kerb, lamp and signal poles beside it. */
const POINT = 'WL-02';
const VIEW: CameraView = [116.60111, 35.42102, 1.9, 312, -7, 0];

/** Has the point observe a depth, cm, and the weather stations rain, mm/h, at an instant; returns its own undo. */
function observe({ fleet, scene }: SceneUnderTest, depth: number, rain: number, at: number): () => void {
  const undos: (() => void)[] = [];
  const put = ({ shown }: FleetLayer, slot: number, key: string, value: number) => {
    const property = shown.properties.indexOf(key);
    const [was, time] = [shown.values[property]?.[slot] ?? Number.NaN, shown.times[property]?.[slot] ?? Number.NaN];
    shown.write(property, slot, value, at, 'good');
    undos.unshift(() => shown.write(property, slot, was, time, 'good'));
  };
  const basins = fleet.get('waterlogging');
  const point = basins && slotOf(basins.assets, POINT);
  if (!basins || point === undefined) throw new Error(`No point "${POINT}" in the layer waterlogging of this city.`);
  put(basins, point, 'depth', depth);
  const stations = fleet.get('weather');
  for (let slot = 0; stations && slot < stations.assets.count; slot++) {
    put(stations, slot, 'rain', rain);
    put(stations, slot, 'cloud', rain > 0 ? 95 : 20);
    put(stations, slot, 'visibility', rain > 0 ? 9000 : 20_000);
  }
  scene.touch();
  return () => {
    for (const undo of undos) undo();
    scene.touch();
  };
}

function pictures(): SheetPicture[] {
  return [['昼 day', DAY] as const, ['夜 night', NIGHT] as const].flatMap(([hour, at]) =>
    [
      { depth: 27, rain: 0 },
      { depth: 46, rain: 0 },
      { depth: 46, rain: 25 },
    ].map(({ depth, rain }) => ({
      caption: `${depth} cm${rain > 0 ? ` · 雨 rain ${rain} mm/h` : ''} · ${hour}`,
      view: VIEW,
      spec: { at, now: at, layers: ['waterlogging', 'lamp', 'pole'] },
      before: (test: SceneUnderTest) => observe(test, depth, rain, at),
    })),
  );
}

/** A flooded road at the depths at which it is closed to cars (27 cm) and to all (40 cm and more), by day, by night, in rain. */
export const page = sheetPage({
  title: { zh: '场景：积水路面', en: 'Scene: a flooded road' },
  columns: 3,
  picture: [480, 270],
  pictures: pictures() as unknown as Parameters<typeof sheetPage>[0]['pictures'],
});
