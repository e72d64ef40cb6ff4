import { slotOf } from '../../domain/asset.ts';
import type { Place } from '../../domain/geo/measure.ts';
import { POINTS_OF_HEIGHT } from '../../state/measuring.ts';
import type { TwinPort } from '../../state/port.ts';
import { M } from './measure-words.ts';

/** What stands at least as high has a foot of its own, metres. */
const RAISED = 1;

/** Whether a press on the scene sets a point of a measurement. */
export function isMeasuring(port: TwinPort): boolean {
  return port.store.getState().measure?.open === true;
}

/**
 * Sets a point where the scene was pressed, CSS pixels. A press on the last point ends, on the first corner closes.
 *
 * @param reach pixels within which a press counts as on a point
 */
export async function measureAt(port: TwinPort, x: number, y: number, reach: number): Promise<void> {
  const { measure } = port.store.getState();
  if (!measure?.open) return;
  const { kind, points } = measure;
  const ends = kind === 'area' ? [points[0], points.at(-1)] : [points.at(-1)];
  const least = kind === 'area' ? 3 : 2;
  const near = port
    .screenOf(
      ends.flatMap((each) => (each ? [each] : [])),
      x,
    )
    .some((at) => at && Math.hypot(at[0] - x, at[1] - y) <= reach);
  if (kind !== 'height' && near) {
    if (points.length >= least) port.run('measure.finish');
    return;
  }
  const upright = kind === 'height' && points.length % POINTS_OF_HEIGHT === 0 ? await uprightAt(port, x, y) : null;
  const place = upright ?? port.placeAt(x, y);
  if (!isMeasuring(port)) return;
  if (place) port.run('measure.add', place);
  else
    port.store.change((draft) => {
      draft.notices = [
        ...draft.notices.filter((notice) => notice.key !== 'measure'),
        { key: 'measure', tone: 'warning', text: M.sky },
      ];
    });
}

/** Foot and top of what is pressed: an asset as its register has it, a roof or wall over the ground below; null for ground. */
async function uprightAt(port: TwinPort, x: number, y: number): Promise<readonly [Place, Place] | null> {
  const place = port.placeAt(x, y);
  const hit = await port.pick(x, y);
  const layer = hit ? port.fleet().get(hit.layer) : undefined;
  const slot = layer && hit ? slotOf(layer.assets, hit.id) : undefined;
  const height = slot === undefined ? undefined : layer?.assets.columns['height']?.[slot];
  if (layer && slot !== undefined && typeof height === 'number' && height > 0) {
    const [longitude = 0, latitude = 0, base = 0] = [0, 1, 2].map((i) => layer.assets.positions[3 * slot + i]);
    return [
      [longitude, latitude, base],
      [longitude, latitude, base + height],
    ];
  }
  return place && place[2] >= RAISED ? [[place[0], place[1], 0], place] : null;
}
