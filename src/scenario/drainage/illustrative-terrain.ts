import type { Terrain } from './drainage-inputs.ts';
import { middleOf, type SiteGrid } from './site-grid.ts';

/** Side of a cell, m. */
const CELL = 4;
/** Level of the lowest ground, m: 示意, the city lies at 34–40 m. */
const LOWEST = 36;
/** The street's dish up to its ponding area, and the fall of the ground beyond, m and m/m. */
const DISH = 0.35;
const FALL = 0.003;
/** A second, shallower low point down the road, so that water sent away is seen to arrive somewhere. */
const SECOND = { share: 0.34, deep: 0.3, reach: 22 };
/** The carriageway lies lower than the land beside it and leads water along, m. */
const ROAD = { half: 9, lower: 0.12 };

/**
 * A drawn terrain of a waterlogging point: a dish of its ponding area in a square as large as its catchment, with a road through
 * it. It is no survey and carries no level.
 *
 * @param catchment m² @param basin ponding area, m² @param heading of the road, degrees clockwise from north
 */
export function illustrativeTerrain(
  origin: readonly [longitude: number, latitude: number],
  catchment: number,
  basin: number,
  heading: number,
): { readonly grid: SiteGrid; readonly terrain: Terrain } {
  const side = Math.max(15, 2 * Math.floor(Math.sqrt(catchment) / CELL / 2) + 1);
  const half = (side * CELL) / 2;
  const grid: SiteGrid = { origin, corner: [-half, -half], cell: CELL, columns: side, rows: side };
  const rim = Math.min(Math.sqrt(basin / Math.PI), 0.8 * half);
  const angle = (heading * Math.PI) / 180;
  const [east, north] = [Math.sin(angle), Math.cos(angle)];
  const ground = Float64Array.from({ length: side * side }, (_, at) => {
    const [x, y] = middleOf(grid, at);
    const [along, across] = [x * east + y * north, x * north - y * east];
    const from = Math.hypot(x, y);
    const land = from < rim ? DISH * (from / rim) ** 2 : DISH + FALL * (from - rim);
    const lane = Math.max(0, 1 - (across / ROAD.half) ** 2) * ROAD.lower * Math.min(1, from / rim);
    const second = Math.hypot(along - SECOND.share * 2 * half, across) / SECOND.reach;
    return LOWEST + land - lane - SECOND.deep * Math.exp(-(second ** 2));
  });
  return { grid, terrain: { columns: side, rows: side, cell: CELL, ground, edge: 'open' } };
}
