import { LAYERS } from '../../src/domain/layers/table.ts';
import { InputError } from './input-error.ts';
import { SEE_HELP, VALUED_NAMES } from './options.ts';
import type { ReadOptions } from './read/collector.ts';

/** An elevation model in a GeoTIFF. */
export interface DemArguments {
  readonly file: string;
  /** Its coordinate system where it names none itself. */
  readonly crs: string | null;
  /** Metres from its heights up to those above the ellipsoid. */
  readonly offset: number;
}

/** What the command line asks for. */
export interface TilesArguments extends ReadOptions {
  readonly inputs: readonly string[];
  readonly out: string;
  /** Folder of models that stand for types of a layer or single assets; `models.json` lists them. */
  readonly models?: string;
  /** Heights of the ground. */
  readonly terrain?: DemArguments;
  readonly json: boolean;
  /** Address of the Redis through which workers make the contents. */
  readonly redis?: string;
  /** `s3://bucket/prefix` that workers and this machine share instead of the folder. */
  readonly store?: string;
  /** Work for others instead of building. */
  readonly worker?: boolean;
  /** Something left out is told by the exit code too. */
  readonly strict?: boolean;
}

/** Reads the arguments of `npm run tiles`. Throws InputError that names the argument. */
export function parseArguments(argv: readonly string[]): TilesArguments {
  const inputs: string[] = [];
  const values: Record<string, string> = {};
  let [json, strict, worker] = [false, false, false];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    if (argument === '--json') json = true;
    else if (argument === '--strict') strict = true;
    else if (argument === '--worker') worker = true;
    else if (argument.startsWith('--') && VALUED_NAMES.has(argument.slice(2))) {
      const value = argv[++i];
      if (value === undefined || value.startsWith('--')) throw new InputError(`${argument} needs a value; ${SEE_HELP}`);
      values[argument.slice(2)] = value;
    } else if (argument.startsWith('-')) throw new InputError(`Unknown option "${argument}"; ${SEE_HELP}`);
    else inputs.push(argument);
  }
  if (worker && values.redis === undefined)
    throw new InputError('--worker needs --redis URL, e.g. redis://127.0.0.1:6379.');
  if (worker) return { inputs, out: '', crs: null, height: null, id: null, json, worker, redis: values.redis ?? '' };
  if (inputs.length === 0) throw new InputError(`No input file; ${SEE_HELP}`);
  if (values.out === undefined) throw new InputError(`--out DIR is missing; ${SEE_HELP}`);
  if (values.store !== undefined && values.redis === undefined)
    throw new InputError(`--store "${values.store}" is shared with workers: it needs --redis URL.`);
  const offset = values['terrain-offset'];
  if (offset !== undefined && !Number.isFinite(Number(offset)))
    throw new InputError(`--terrain-offset "${offset}" is no number of metres.`);
  return {
    inputs,
    out: values.out,
    crs: values.crs ?? null,
    height: values.height ?? null,
    id: values.id ?? null,
    ...readOptions(values),
    ...(values.models === undefined ? {} : { models: values.models }),
    ...(values.terrain === undefined
      ? {}
      : { terrain: { file: values.terrain, crs: values['terrain-crs'] ?? null, offset: Number(offset ?? 0) } }),
    json,
    strict,
    ...(values.redis === undefined ? {} : { redis: values.redis }),
    ...(values.store === undefined ? {} : { store: values.store }),
  };
}

function readOptions(values: Readonly<Record<string, string>>): Partial<ReadOptions> {
  const { layer, lod, x, y, encoding } = values;
  if (
    layer !== undefined &&
    layer !== 'tree' &&
    !LAYERS.some(({ id, geometry }) => id === layer && geometry === 'point')
  )
    throw new InputError(
      `--layer "${layer}" is no layer of points; there are tree, ${LAYERS.filter((each) => each.geometry === 'point')
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  if (lod !== undefined && !/^\d(\.\d)?$/.test(lod))
    throw new InputError(`--lod "${lod}" is no level such as 1 or 2.2.`);
  const offset = values['height-offset'];
  if (offset !== undefined && !Number.isFinite(Number(offset)))
    throw new InputError(`--height-offset "${offset}" is no number of metres.`);
  const only = values.only?.split(',').map((name) => name.trim());
  return {
    ...(layer === undefined ? {} : { layer }),
    ...(lod === undefined ? {} : { lod }),
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(only === undefined ? {} : { only }),
    ...(offset === undefined ? {} : { heightOffset: Number(offset) }),
    ...(values.fields === undefined ? {} : { fields: pairsOf(values.fields) }),
    ...(values.origin === undefined ? {} : { origin: originOf(values.origin) }),
  };
}

function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [attribute, column] = pair.split('=', 2).map((each) => each.trim());
      if (!attribute || !column) throw new InputError(`--fields "${pair}" is no pair such as height=POLEHEIGHT.`);
      return [attribute, column];
    }),
  );
}

function originOf(text: string): NonNullable<ReadOptions['origin']> {
  const numbers = text.split(',').map(Number);
  const [longitude = Number.NaN, latitude = Number.NaN, height = 0, turn = 0] = numbers;
  if (numbers.length > 4 || ![longitude, latitude, height, turn].every(Number.isFinite) || Math.abs(latitude) > 90)
    throw new InputError(
      `--origin "${text}" is no place such as 116.58,35.41,38.5,12 (degrees, metres, degrees clockwise).`,
    );
  return { longitude, latitude, height, turn };
}
