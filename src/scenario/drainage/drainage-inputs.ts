import { type DrainageKey, type DrainageValues, SIGNED } from './assumptions.ts';
import type { InletKind } from './hydraulics.ts';

/** Ground heights on a grid of square cells, row by row. */
export interface Terrain {
  readonly columns: number;
  readonly rows: number;
  /** Side of a cell, m. */
  readonly cell: number;
  /** m, one a cell. */
  readonly ground: Float64Array;
  /** Whether water leaves over the edge of the grid. */
  readonly edge: 'open' | 'closed';
  /** Where the heights were surveyed: by whom, and how exactly (m). Absent: 示意. */
  readonly survey?: { readonly by: string; readonly accuracy: number };
}

/** Kinds of surface, in the order of their numbers in `DrainageInputs.surface`. */
export const SURFACES = ['roof', 'block', 'gravel', 'soil', 'green'] as const;
export type Surface = (typeof SURFACES)[number];

/** The assumption that holds the runoff coefficient of each surface. */
export const RUNOFF_KEYS: Readonly<Record<Surface, DrainageKey>> = {
  roof: 'runoffRoof',
  block: 'runoffBlock',
  gravel: 'runoffGravel',
  soil: 'runoffSoil',
  green: 'runoffGreen',
};

/** Inlets of one kind at one cell, and the pipe they feed. */
export interface Inlets {
  readonly id: string;
  readonly cell: number;
  readonly kind: InletKind;
  readonly count: number;
  readonly pipe: string;
}

/** A round pipe into another one or to an outfall. */
export interface Pipe {
  readonly id: string;
  /** m */
  readonly diameter: number;
  /** m/m */
  readonly slope: number;
  /** m */
  readonly length: number;
  /** Id of the next pipe or of an outfall. */
  readonly to: string;
}

/** Where pipes meet the river. */
export interface Outfall {
  readonly id: string;
  /** Top of the mouth, m. */
  readonly crown: number;
  /** Level of the river, m: one for all time, or one a minute, the last of which holds on. */
  readonly river: number | Float64Array;
}

/** A pump that lifts water of the street past the outfall. */
export interface Pump {
  readonly id: string;
  readonly cell: number;
  /** m³/s */
  readonly rate: number;
  /** Levels at which it starts and stops, m. */
  readonly on: number;
  readonly off: number;
}

/** A tank below the street that fills over a weir and is emptied after the storm. */
export interface Tank {
  readonly id: string;
  readonly cell: number;
  /** m³ */
  readonly volume: number;
  /** m */
  readonly weirLength: number;
  /** Crest above the ground of its cell, m. */
  readonly crest: number;
}

/** All that a run is made from, besides rain. Measures make another one of it. */
export interface DrainageInputs {
  readonly terrain: Terrain;
  /** Number of the surface (`SURFACES`), one a cell. */
  readonly surface: Uint8Array;
  readonly values: DrainageValues;
  readonly inlets: readonly Inlets[];
  readonly pipes: readonly Pipe[];
  readonly outfalls: readonly Outfall[];
  readonly pumps: readonly Pump[];
  readonly tanks: readonly Tank[];
}

/** Throws a RangeError that names the first thing that cannot be, its value and what to give. */
export function checkInputs(inputs: DrainageInputs): void {
  const { terrain, surface, values } = inputs;
  checkTerrain(terrain);
  const cells = terrain.ground.length;
  if (surface.length !== cells) refuse('Surfaces', 'count', surface.length, `Give one a cell, ${cells}.`);
  const strange = surface.findIndex((each) => each >= SURFACES.length);
  if (strange >= 0)
    refuse(`Surface of cell ${strange}`, 'number', surface[strange], `Give 0 to ${SURFACES.length - 1}.`);
  for (const [key, value] of Object.entries(values)) {
    if (!Number.isFinite(value)) refuse('Assumption', key, value, 'Give a number.');
    if (value < 0 && !SIGNED.includes(key as DrainageKey))
      refuse('Assumption', key, value, 'Give a number of 0 or more.');
  }
  for (const key of [...Object.values(RUNOFF_KEYS), 'clogging'] as const)
    if (values[key] > 1) refuse('Assumption', key, values[key], 'Give a share from 0 to 1.');
  above('Assumption', 'pipeRoughness', values.pipeRoughness);
  const ids = new Set<string>();
  for (const { id } of [...inputs.inlets, ...inputs.pipes, ...inputs.outfalls, ...inputs.pumps, ...inputs.tanks]) {
    if (ids.has(id)) refuse('Drainage part', 'id', id, 'It stands twice; give each its own.');
    ids.add(id);
  }
  for (const each of [...inputs.inlets, ...inputs.pumps, ...inputs.tanks])
    if (!(Number.isInteger(each.cell) && each.cell >= 0 && each.cell < cells))
      refuse(`"${each.id}"`, 'cell', each.cell, `Give a cell from 0 to ${cells - 1}.`);
  checkPipes(inputs);
  for (const { id, crown, river } of inputs.outfalls) {
    const levels = typeof river === 'number' ? [river] : [...river];
    const bad = levels.length === 0 ? Number.NaN : [crown, ...levels].find((each) => !Number.isFinite(each));
    if (bad !== undefined) refuse(`Outfall "${id}"`, 'level', bad, 'Give crown and river in metres, without gaps.');
  }
  for (const { id, rate, on, off } of inputs.pumps) {
    above(`Pump "${id}"`, 'rate', rate);
    if (!(on > off && Number.isFinite(on - off)))
      refuse(`Pump "${id}"`, 'on', on, `Give a level above its off level ${off}.`);
  }
  for (const { id, volume, weirLength, crest } of inputs.tanks) {
    above(`Tank "${id}"`, 'volume', volume);
    above(`Tank "${id}"`, 'weirLength', weirLength);
    if (!(crest >= 0 && Number.isFinite(crest))) refuse(`Tank "${id}"`, 'crest', crest, 'Give 0 or more metres.');
  }
}

function checkTerrain({ columns, rows, cell, ground, survey }: Terrain): void {
  above('Terrain', 'cell', cell);
  if (!(columns >= 1 && rows >= 1 && columns * rows === ground.length))
    refuse('Terrain', 'count of heights', ground.length, `Give columns × rows, ${columns} × ${rows}.`);
  const gap = ground.findIndex((each) => !Number.isFinite(each));
  if (gap >= 0)
    refuse(
      `Terrain cell ${gap} (row ${Math.floor(gap / columns)})`,
      'height',
      ground[gap],
      'Fill the gap before a run.',
    );
  if (survey) above(`Survey by "${survey.by}"`, 'accuracy', survey.accuracy);
}

function checkPipes({ pipes, outfalls, inlets }: DrainageInputs): void {
  const byId = new Map(pipes.map((each) => [each.id, each]));
  const mouths = new Set(outfalls.map(({ id }) => id));
  for (const pipe of pipes) {
    for (const key of ['diameter', 'slope', 'length'] as const) above(`Pipe "${pipe.id}"`, key, pipe[key]);
    let at: Pipe | undefined = pipe;
    for (let steps = 0; at && !mouths.has(at.to); steps++) {
      if (steps > pipes.length)
        refuse(`Pipe "${pipe.id}"`, 'to', pipe.to, 'It leads round in a circle; end it at an outfall.');
      if (!byId.has(at.to)) refuse(`Pipe "${at.id}"`, 'to', at.to, 'Name a pipe or an outfall.');
      at = byId.get(at.to);
    }
  }
  for (const { id, pipe, count } of inlets) {
    if (!byId.has(pipe)) refuse(`Inlets "${id}"`, 'pipe', pipe, 'Name a pipe of the plan.');
    if (!(Number.isInteger(count) && count >= 1))
      refuse(`Inlets "${id}"`, 'count', count, 'Give a whole number of 1 or more.');
  }
}

function above(thing: string, key: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) refuse(thing, key, value, 'Give a number above 0.');
}

function refuse(thing: string, key: string, value: unknown, remedy: string): never {
  throw new RangeError(`${thing}: ${key} = ${String(value)}. ${remedy}`);
}
