import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFrame, toGeographic } from '../../src/domain/geo/local-frame.ts';
import { seededRandom } from '../../src/domain/random.ts';
import type { Surface } from '../tiles/model/surface.ts';
import { eastNorthUp } from '../tiles/tile/ellipsoid.ts';
import { encoderReady } from '../tiles/tile/glb.ts';
import { meshContent } from '../tiles/tile/mesh-content.ts';

const CENTRE = [116.589, 35.412] as const;
const [COLUMNS, ROWS] = [10, 5] as const;
/** Metres covered, a little less than the camera of the page sees. */
const [WIDTH, DEPTH] = [2400, 1200] as const;
const HEIGHT = 5;
/** Days: nothing is there before the first and after the last, everything between the two in the middle. */
const [FIRST, LATEST_START, EARLIEST_END, LAST] = [0.01, 0.1, 0.2, 0.29] as const;
/** Instants are multiples of this, exact in float32. */
const STEP = 1 / 65_536;
const RAD = Math.PI / 180;

/**
 * Writes a tileset of about `features` square plates in 50 tiles, each there for an interval of its own, and `windows.bin`:
 * from and to of every slot as float32 days. The same every time.
 */
async function writeScrubTiles(folder: string, features: number): Promise<void> {
  await encoderReady;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const side = Math.round(Math.sqrt(features / (COLUMNS * ROWS)));
  const perTile = side * side;
  const random = seededRandom(7);
  const within = (from: number, to: number) => Math.round((from + random() * (to - from)) / STEP) * STEP;
  const windows = Array.from(
    { length: perTile * COLUMNS * ROWS },
    () => [within(FIRST, LATEST_START), within(EARLIEST_END, LAST)] as const,
  );
  const children = [];
  for (let tile = 0; tile < COLUMNS * ROWS; tile++) {
    const first = tile * perTile;
    const slots = Array.from({ length: perTile }, (_, i) => first + i);
    const { glb, extent } = meshContent(
      {
        features: slots.map((_, i) => ({ surface: plate(tile, i, side), row: i })),
        table: {
          class: 'plate',
          count: perTile,
          columns: {
            slot: slots,
            from: slots.map((slot) => windows[slot]?.[0] ?? 0),
            to: slots.map((slot) => windows[slot]?.[1] ?? 0),
          },
        },
        descriptions: { slot: 'Slot of the asset it is.', from: 'First day.', to: 'Day after the last.' },
        baseColor: [1, 1, 1],
      },
      eastNorthUp(...CENTRE),
    );
    writeFileSync(join(folder, `${tile}.glb`), glb);
    const [west, south, east, north] = extent.bounds.map((degrees) => degrees * RAD);
    children.push({
      boundingVolume: { region: [west, south, east, north, extent.low, extent.high] },
      geometricError: 0,
      content: { uri: `${tile}.glb` },
    });
  }
  const whole = children.map(({ boundingVolume }) => boundingVolume.region as number[]);
  const extreme = (at: number, pick: (...values: number[]) => number) =>
    pick(...whole.map((each) => each[at] as number));
  writeFileSync(
    join(folder, 'tileset.json'),
    JSON.stringify({
      asset: { version: '1.1' },
      geometricError: 1e6,
      root: {
        boundingVolume: {
          region: [
            extreme(0, Math.min),
            extreme(1, Math.min),
            extreme(2, Math.max),
            extreme(3, Math.max),
            extreme(4, Math.min),
            extreme(5, Math.max),
          ],
        },
        geometricError: 1e6,
        refine: 'ADD',
        transform: eastNorthUp(...CENTRE),
        children,
      },
    }),
  );
  writeFileSync(join(folder, 'windows.bin'), new Uint8Array(Float32Array.from(windows.flat()).buffer));
}

/** Plate `i` of a tile, with a gap around it. */
function plate(tile: number, i: number, side: number): Surface {
  const frame = localFrame(...CENTRE);
  const [width, depth] = [WIDTH / COLUMNS / side, DEPTH / ROWS / side];
  const column = (tile % COLUMNS) * side + (i % side);
  const row = Math.floor(tile / COLUMNS) * side + Math.floor(i / side);
  const [x, y] = [column * width - WIDTH / 2, row * depth - DEPTH / 2];
  const corners = [
    [0.15, 0.15],
    [0.85, 0.15],
    [0.85, 0.85],
    [0.15, 0.85],
  ] as const;
  return {
    positions: corners.flatMap(([u, v]) => [...toGeographic(frame, x + u * width, y + v * depth), HEIGHT]),
    normals: corners.flatMap(() => [0, 0, 1]),
    indices: [0, 1, 2, 0, 2, 3],
    colors: corners.flatMap(() => [232, 228, 220]),
  };
}

/** Features by the name of their tileset: the same tiles with four times as many. */
const SIZES = { '100k': 101_250, '400k': 405_000 } as const;

/** Makes the tilesets that the page `bench-scrub` reads below `folder`, and answers it. */
export async function scrubTiles(folder: string): Promise<string> {
  for (const [name, features] of Object.entries(SIZES)) await writeScrubTiles(join(folder, name), features);
  return folder;
}
