import type { AttributeValue } from '../../domain/asset.ts';
import type { SurveyedTerrain } from '../../wire/surveyed-terrain.ts';
import type { DrainageValues } from './assumptions.ts';
import { type DrainageInputs, SURFACES, type Surface, type Terrain } from './drainage-inputs.ts';
import { illustrativeTerrain } from './illustrative-terrain.ts';
import type { DrainageMeasure } from './measures.ts';
import { cellAt, cellsWithin, middleOf, type SiteGrid } from './site-grid.ts';

/** A waterlogging point or an object of layer `drain`, as it stands. */
export interface SiteObject {
  readonly id: string;
  readonly position: readonly [longitude: number, latitude: number, ...rest: number[]];
  readonly heading: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A waterlogging point ready for storms: its ground, and what drains it today. */
export interface DrainageSite {
  readonly id: string;
  readonly grid: SiteGrid;
  /** Cell of the point itself. */
  readonly cell: number;
  readonly inputs: DrainageInputs;
}

/** What of a plan counts at a site, and ids of what stands off its terrain or is not understood. */
export interface SiteMeasures {
  readonly measures: readonly DrainageMeasure[];
  readonly outside: readonly string[];
}

const RIVER = 'river';
/** Kind of inlet that streets of the city have, 示意. */
const INLET = 'doubleCombined';
/** The main drain where a register does not tell it: 示意. */
const MAIN = { slope: 2, length: 200 };
/** Crown of the mouth below the low point of the street, m: 示意. */
const CROWN = 1.5;
/** Depths over its ground at which a pump of the street starts and stops, m. */
const PUMP = { on: 0.1, off: 0.02 };
/** Weir of a tank: length by its volume, and its crest over the ground, m. */
const TANK = { crest: 0.02, leastWeir: 4, cubicMetresAMetre: 100 };

/**
 * The inputs of a waterlogging point: the surveyed terrain where there is one, else a drawn one of its registered catchment and
 * ponding area; roofs and lawns in the shares that its runoff coefficient asks for; today's inlets and main drain as objects.
 * The river stands at the assumed level over the crown of the mouth, for the whole storm.
 *
 * @throws RangeError where the point lies off its surveyed terrain
 */
export function siteOf(
  point: SiteObject,
  drains: readonly SiteObject[],
  values: DrainageValues,
  surveyed?: SurveyedTerrain,
): DrainageSite {
  const [longitude, latitude] = point.position;
  const number = (key: string, usual: number) => numberOf(point, key) ?? usual;
  const { grid, terrain } = surveyed
    ? groundOf(surveyed)
    : illustrativeTerrain(
        [longitude, latitude],
        10_000 * number('catchment', 4),
        number('basin', 3000),
        point.heading || 90,
      );
  const near = cellAt(grid, longitude, latitude);
  if (near === null)
    throw new RangeError(
      `Waterlogging point "${point.id}" lies outside its terrain "${surveyed?.file}". Bring in one that covers it.`,
    );
  const cell = lowestWithin(grid, terrain.ground, near, 12);
  const own = drains.filter(({ attributes }) => attributes['point'] === point.id);
  const main = own.find(({ attributes }) => attributes['kind'] === 'pipe');
  const lowest = Math.min(terrain.ground[cell] as number);
  const inlets = own.filter(({ attributes }) => attributes['kind'] === 'inlets');
  const roughness = values.pipeRoughness;
  const slope = ((main && numberOf(main, 'slope')) ?? MAIN.slope) / 1000;
  return {
    id: point.id,
    grid,
    cell,
    inputs: {
      terrain,
      surface: surfacesOf(grid, number('runoff', 0.7), values),
      values,
      inlets: inlets.flatMap((each) => {
        const at = cellAt(grid, each.position[0], each.position[1]);
        const count = Math.round(numberOf(each, 'count') ?? 0);
        return at === null || count < 1
          ? []
          : [{ id: each.id, cell: lowestWithin(grid, terrain.ground, at, 12), kind: INLET, count, pipe: 'main' }];
      }),
      pipes: [
        {
          id: 'main',
          diameter: (main && numberOf(main, 'diameter')) ?? diameterFor(number('drainage', 0.3), slope, roughness),
          slope,
          length: (main && numberOf(main, 'length')) ?? MAIN.length,
          to: RIVER,
        },
      ],
      outfalls: [{ id: RIVER, crown: lowest - CROWN, river: lowest - CROWN + values.riverLevel }],
      pumps: [],
      tanks: [],
    },
  };
}

/** Objects that a plan builds, as measures at a site. Another pipe of the site takes the place of its main drain. */
export function measuresAt({ id, grid, inputs }: DrainageSite, built: readonly SiteObject[]): SiteMeasures {
  const { ground } = inputs.terrain;
  const outside: string[] = [];
  const measures = built
    .filter(({ attributes }) => attributes['point'] === id)
    .flatMap((each): DrainageMeasure[] => {
      const at = cellAt(grid, each.position[0], each.position[1]);
      const amount = (key: string) => numberOf(each, key) ?? Number.NaN;
      if (at === null) {
        outside.push(each.id);
        return [];
      }
      switch (each.attributes['kind']) {
        case 'inlets': {
          const cell = lowestWithin(grid, ground, at, 12);
          return [
            {
              kind: 'inlets',
              add: { id: each.id, cell, kind: INLET, count: Math.round(amount('count')), pipe: 'main' },
            },
          ];
        }
        case 'pipe':
          return [{ kind: 'pipe', pipe: 'main', diameter: amount('diameter') }];
        case 'tank': {
          const volume = amount('volume');
          const weirLength = Math.max(TANK.leastWeir, volume / TANK.cubicMetresAMetre);
          const cell = lowestWithin(grid, ground, at, 12);
          return [{ kind: 'tank', add: { id: each.id, cell, volume, weirLength, crest: TANK.crest } }];
        }
        case 'pump': {
          const cell = lowestWithin(grid, ground, at, 12);
          const level = ground[cell] as number;
          const add = { id: each.id, cell, rate: amount('rate'), on: level + PUMP.on, off: level + PUMP.off };
          return [{ kind: 'pump', add }];
        }
        case 'raise':
        case 'surface': {
          const [longitude, latitude] = each.position;
          const cells = cellsWithin(grid, [longitude, latitude], each.heading, amount('length'), amount('width'));
          return each.attributes['kind'] === 'raise'
            ? [{ kind: 'raise', cells, by: amount('by') }]
            : [{ kind: 'surface', cells, surface: 'gravel' }];
        }
        default:
          outside.push(each.id);
          return [];
      }
    });
  return { measures, outside };
}

/** Diameter of a full pipe that carries a flow, m (Manning, solved for the diameter). */
export function diameterFor(flow: number, slope: number, roughness: number): number {
  return ((flow * roughness * 4 ** (5 / 3)) / (Math.PI * Math.sqrt(slope))) ** (3 / 8);
}

/** The lowest cell within so many metres: an inlet drawn beside the gutter stands in it. */
function lowestWithin(grid: SiteGrid, ground: Float64Array, at: number, metres: number): number {
  const reach = Math.floor(metres / grid.cell);
  const [row, column] = [Math.floor(at / grid.columns), at % grid.columns];
  let best = at;
  for (let y = Math.max(0, row - reach); y <= Math.min(grid.rows - 1, row + reach); y++)
    for (let x = Math.max(0, column - reach); x <= Math.min(grid.columns - 1, column + reach); x++) {
      const next = y * grid.columns + x;
      if ((ground[next] as number) < (ground[best] as number)) best = next;
    }
  return best;
}

/** Roofs and lawns strewn evenly so that their mean is `runoff`. */
function surfacesOf(grid: SiteGrid, runoff: number, values: DrainageValues): Uint8Array {
  const [hard, soft] = [values.runoffRoof, values.runoffGreen];
  const share = Math.min(1, Math.max(0, (runoff - soft) / Math.max(1e-9, hard - soft)));
  const [roof, green] = (['roof', 'green'] satisfies Surface[]).map((each) => SURFACES.indexOf(each)) as [
    number,
    number,
  ];
  return Uint8Array.from({ length: grid.columns * grid.rows }, (_, at) => {
    const [x, y] = middleOf(grid, at);
    // The golden ratio's multiples fill the unit interval evenly along each row.
    const draw = (x / grid.cell) * 0.618034 + (y / grid.cell) * 0.381966 * 1.7;
    return draw - Math.floor(draw) < share ? roof : green;
  });
}

function groundOf(surveyed: SurveyedTerrain): { grid: SiteGrid; terrain: Terrain } {
  const { origin, corner, cell, columns, rows, heights, by, accuracy } = surveyed;
  return {
    grid: { origin, corner, cell, columns, rows },
    terrain: { columns, rows, cell, ground: Float64Array.from(heights), edge: 'open', survey: { by, accuracy } },
  };
}

function numberOf({ attributes }: Pick<SiteObject, 'attributes'>, key: string): number | undefined {
  const value = attributes[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
