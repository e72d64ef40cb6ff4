import type { AssetTable } from '../domain/asset.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { parseMounts } from '../domain/mount.ts';
import type { Surroundings } from '../scenario/rules/surroundings.ts';

/** How many heads have an approach of their own, and where its stop line and trees lie before the head, m. */
const APPROACHES = { most: 6, line: 22, trees: [34, 52] } as const;

/** Trees, houses and approaches of the fixture's street: drivers come up to its first signal heads, some of them behind a crown. */
export function streetSurroundings(poles: AssetTable | undefined): Surroundings {
  if (!poles) return {};
  const heads = poles.ids.flatMap((_, slot) => {
    const mount = parseMounts(String(poles.columns['mounts']?.[slot] ?? '')).find(
      ({ kind }) => kind === 'vehicle-signal',
    );
    return mount ? [{ slot, azimuth: mount.azimuth }] : [];
  });
  const before = ({ slot, azimuth }: (typeof heads)[number], metres: number, aside: number): [number, number] => {
    const frame = localFrame(poles.positions[3 * slot] as number, poles.positions[3 * slot + 1] as number);
    const turn = (azimuth * Math.PI) / 180;
    const [longitude, latitude] = toGeographic(
      frame,
      metres * Math.sin(turn) + aside * Math.cos(turn),
      metres * Math.cos(turn) - aside * Math.sin(turn),
    );
    return [longitude, latitude];
  };
  const chosen = heads.slice(0, APPROACHES.most);
  return {
    approaches: chosen.map((head) => ({
      stopLine: before(head, APPROACHES.line, 2),
      bearing: (head.azimuth + 180) % 360,
    })),
    trees: chosen.flatMap((head, index) =>
      index % 2 === 0
        ? APPROACHES.trees.map((metres) => ({ position: before(head, metres, 2.4), height: 7, crown: 5 }))
        : [],
    ),
    buildings: [-1, 1].map((side) => ({
      ring: [
        [116.58 + side * 0.0004, 35.4209],
        [116.5802 + side * 0.0004, 35.4209],
        [116.5802 + side * 0.0004, 35.4213 + side * 0.0003],
        [116.58 + side * 0.0004, 35.4213 + side * 0.0003],
      ],
      height: side > 0 ? 18 : 54,
    })),
  };
}
