import { InputError } from './input-error.ts';

/** An elevation model in a GeoTIFF. */
export interface DemArguments {
  readonly file: string;
  /** Its coordinate system where it names none itself. */
  readonly crs: string | null;
  /** Metres from its heights up to those above the ellipsoid. */
  readonly offset: number;
}

/** What the command line asks for. */
export interface TilesArguments {
  readonly inputs: readonly string[];
  readonly out: string;
  /** Datum or EPSG code of every input that does not name its own. */
  readonly crs: string | null;
  /** Field that holds the height in metres. */
  readonly height: string | null;
  /** Field that holds the id. */
  readonly id: string | null;
  /** Folder of models that stand for types of a layer or single assets; `models.json` lists them. */
  readonly models?: string;
  /** Heights of the ground. */
  readonly terrain?: DemArguments;
  readonly json: boolean;
}

const USAGE =
  'npm run tiles -- <input...> --out DIR [--crs EPSG:4548|GCJ-02|BD-09|...] [--height FIELD] [--id FIELD] [--models DIR] [--terrain DEM.tif [--terrain-crs EPSG:4548] [--terrain-offset METRES]] [--json]';

const OPTIONS = ['--out', '--crs', '--height', '--id', '--models', '--terrain', '--terrain-crs', '--terrain-offset'];

/** Reads the arguments of `npm run tiles`. Throws InputError that names the argument. */
export function parseArguments(argv: readonly string[]): TilesArguments {
  const inputs: string[] = [];
  const values: Record<string, string> = {};
  let json = false;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    if (argument === '--json') json = true;
    else if (OPTIONS.includes(argument)) {
      const value = argv[++i];
      if (value === undefined || value.startsWith('--'))
        throw new InputError(`${argument} needs a value; usage: ${USAGE}`);
      values[argument.slice(2)] = value;
    } else if (argument.startsWith('-')) throw new InputError(`Unknown option "${argument}"; usage: ${USAGE}`);
    else inputs.push(argument);
  }
  if (inputs.length === 0) throw new InputError(`No input file; usage: ${USAGE}`);
  if (values.out === undefined) throw new InputError(`--out DIR is missing; usage: ${USAGE}`);
  const offset = values['terrain-offset'];
  if (offset !== undefined && !Number.isFinite(Number(offset)))
    throw new InputError(`--terrain-offset "${offset}" is no number of metres; usage: ${USAGE}`);
  return {
    inputs,
    out: values.out,
    crs: values.crs ?? null,
    height: values.height ?? null,
    id: values.id ?? null,
    ...(values.models === undefined ? {} : { models: values.models }),
    ...(values.terrain === undefined
      ? {}
      : { terrain: { file: values.terrain, crs: values['terrain-crs'] ?? null, offset: Number(offset ?? 0) } }),
    json,
  };
}
