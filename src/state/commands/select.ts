import { checkDensity, DENSITY_KINDS, DENSITY_MEASURES, type Density } from '../../domain/density.ts';
import { findLayer, layerOf } from '../../domain/layers/table.ts';
import { checkQuery } from '../../domain/query/check-query.ts';
import { type ColorBy, checkColorBy, colorMethods } from '../../domain/query/classify.ts';
import { type Area, type Cql2, type LonLat, parseCql2 } from '../../domain/query/cql2.ts';
import { fieldNamed, fieldsOf } from '../../domain/query/fields.ts';
import { type Joining, joined, writeCql2 } from '../../domain/query/write-cql2.ts';
import { type AssetFooting, type Command, type CommandContext, command, option } from '../command.ts';
import { AREA_TOOLS, type AreaTool, type LayerLook } from '../session.ts';

/** Metres beyond which nearness means nothing in one city. */
const FARTHEST = 50_000;
const JOININGS: readonly Joining[] = ['replace', 'add', 'subtract'];

/**
 * Reads a filter about `layers`. Throws QueryError (a RangeError) that names field, value and remedy.
 *
 * @param layers ids of layers, one of which at least must know each field
 */
export function readFilter(text: string, layers: readonly string[]): Cql2 {
  const filter = parseCql2(text);
  checkQuery(
    filter,
    layers.flatMap((id) => findLayer(id) ?? []),
  );
  return filter;
}

/**
 * What a layer is coloured by, with the likeliest method and five classes where they are not named. Throws QueryError that
 * names field, value and remedy.
 */
export function readColorBy(layer: string, { field = '', by, classes = 5 }: Partial<ColorBy>): ColorBy {
  const definition = layerOf(layer);
  const own = fieldNamed(fieldsOf(definition), field);
  const colorBy = { field, by: by ?? (own && colorMethods(definition, own)[0]) ?? 'quantile', classes };
  checkColorBy(definition, colorBy);
  return colorBy;
}

/** What the overview brings together. Throws RangeError that names layer or field, value and remedy. */
export function readDensity(layers: readonly string[], given: Partial<Density>): Density {
  const layer = option(given.layer, layers, 'Layer');
  const kind = option(given.kind ?? 'hexagon', DENSITY_KINDS, 'Density');
  const measure = option(given.measure ?? 'count', DENSITY_MEASURES, 'Measure');
  const density: Density = { layer, kind, measure, field: measure === 'count' ? null : (given.field ?? null) };
  checkDensity(layerOf(layer), density);
  return density;
}

/** What is chosen on the map and in the table, and the area that is being drawn for it. */
export const SELECT_COMMANDS: readonly Command[] = [
  command('selection.set', {
    title: { zh: '选择部件（区域或条件）', en: 'Select by area or condition' },
    perform: (context, argument) => {
      const given = typeof argument === 'object' && argument !== null ? argument : { where: argument };
      const where = 'where' in given ? given.where : null;
      if (where !== null && typeof where !== 'string')
        throw new RangeError(`Selection ${JSON.stringify(where)}: expected a CQL2 filter, or null for nothing.`);
      runSelection(context, where, 'how' in given ? given.how : 'replace');
    },
  }),
  command('selection.near', {
    title: { zh: '缓冲区选择', en: 'Select within a distance' },
    perform: (context, argument) => {
      const { of, metres, how } = given(argument);
      if (typeof metres !== 'number' || !(metres >= 0 && metres <= FARTHEST))
        throw new RangeError(`Distance ${JSON.stringify(metres)}: give 0 to ${FARTHEST} metres.`);
      const { path, filled } = footingOf(context, of);
      const area: Area = { kind: 'near', path, metres, ...(filled ? { filled } : {}) };
      runSelection(context, writeCql2({ is: 'area', area }), how);
    },
  }),
  command('layer.filter', {
    title: { zh: '筛选图层', en: 'Filter a layer' },
    perform: ({ store, layers }, argument) => {
      const { layer, where } = argument as { readonly layer?: unknown; readonly where?: unknown };
      const id = option(layer, layers, 'Layer');
      if (where !== null && typeof where !== 'string')
        throw new RangeError(`Filter ${JSON.stringify(where)}: expected CQL2 text, or null for none.`);
      const text = where === null ? null : writeCql2(readFilter(where, [id]));
      store.change((draft) => {
        const { filter: _, ...rest } = draft.looks[id] ?? {};
        draft.looks = withLook(draft.looks, id, text === null ? rest : { ...rest, filter: text });
      }, 'layer.filter');
    },
  }),
  command('layer.color', {
    title: { zh: '图层着色', en: 'Colour a layer' },
    perform: ({ store, layers }, argument) => {
      const { layer, color } = argument as { readonly layer?: unknown; readonly color?: Partial<ColorBy> | null };
      const id = option(layer, layers, 'Layer');
      const next = color ? readColorBy(id, color) : null;
      store.change((draft) => {
        const { color: _, ...rest } = draft.looks[id] ?? {};
        draft.looks = withLook(draft.looks, id, next === null ? rest : { ...rest, color: next });
      }, 'layer.color');
    },
  }),
  command('density.set', {
    title: { zh: '热力图 / 六边形聚合', en: 'Heat map / hexagons' },
    perform: ({ store, layers }, argument) => {
      const density = argument === null ? null : readDensity(layers, argument as Partial<Density>);
      store.change((draft) => {
        draft.density = density;
        if (density) draft.panels = { ...draft.panels, overview: true };
      }, 'density.set');
    },
  }),
  command('table.show', {
    title: { zh: '属性表', en: 'Attribute table' },
    key: 'f',
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: ({ store, layers, assetLayer }, argument) => {
      const { table, select, layers: shown } = store.getState();
      const first = (select === null ? undefined : assetLayer(select)) ?? shown[0] ?? null;
      const next = argument === undefined ? (table === null ? first : null) : argument;
      const id = next === null ? null : option(next, layers, 'Layer');
      store.change((draft) => {
        draft.table = id;
        // What is looked up in a table is looked at on the map too.
        if (id !== null && !draft.layers.includes(id))
          draft.layers = layers.filter((each) => each === id || draft.layers.includes(each));
      });
    },
  }),
  areaTool('box', { zh: '框选部件', en: 'Select by box' }, 'm'),
  areaTool('polygon', { zh: '多边形选择部件', en: 'Select by polygon' }, 'n'),
  command('selection.area', {
    title: { zh: '画选择区域', en: 'Draw a selection area' },
    perform: ({ store }, argument) => {
      const area: AreaTool | null = argument === null ? null : option(argument, AREA_TOOLS, 'Area tool');
      store.change((draft) => {
        draft.area = area;
      });
    },
  }),
];

/** The looks with that of one layer in their place; one that says nothing is left out. */
function withLook(
  looks: Readonly<Record<string, LayerLook>>,
  layer: string,
  look: LayerLook,
): Readonly<Record<string, LayerLook>> {
  const { [layer]: _, ...others } = looks;
  return Object.keys(look).length === 0 ? others : { ...others, [layer]: look };
}

function areaTool(tool: AreaTool, title: Command['title'], key: string): Command {
  return command(`selection.${tool}`, {
    title,
    key,
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: ({ store }) =>
      store.change((draft) => {
        draft.area = draft.area === tool ? null : tool;
      }),
  });
}

function runSelection({ store, layers }: CommandContext, where: string | null, joining: unknown): void {
  const how: Joining = option(joining ?? 'replace', JOININGS, 'Joining');
  const before = store.getState().selection;
  const next =
    where === null ? null : joined(before === null ? null : parseCql2(before), readFilter(where, layers), how);
  // Read back once: what has grown too long for a link is refused here and not when the link is opened.
  const text = next && writeCql2(next);
  if (text !== null) parseCql2(text);
  store.change((draft) => {
    draft.selection = text;
  }, 'selection.set');
  // Put down apart from the step, or an undo would take the tool up again.
  store.change((draft) => {
    draft.area = null;
  });
}

function given(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}

/** `{asset}`, or `{path}` of a point or line, or `{ring}` of an area. Throws RangeError that names value and remedy. */
function footingOf({ footing }: CommandContext, input: unknown): AssetFooting {
  const { asset, path, ring } = given(input);
  if (asset !== undefined) {
    const found = footing?.(String(asset));
    if (found) return found;
    throw new RangeError(`Unknown asset ${JSON.stringify(asset)}; nothing can be near it.`);
  }
  const points: unknown = ring ?? path;
  const least = ring === undefined ? 1 : 3;
  if (!Array.isArray(points) || points.length < least || !points.every(isLonLat))
    throw new RangeError(
      `Near ${JSON.stringify(input)}: give {asset: id}, {path: [[longitude, latitude], …]} or {ring: […]} of 3 or more.`,
    );
  return { path: points.map(([x, y]: LonLat): LonLat => [x, y]), filled: ring !== undefined };
}

function isLonLat(input: unknown): input is LonLat {
  return (
    Array.isArray(input) &&
    typeof input[0] === 'number' &&
    typeof input[1] === 'number' &&
    Math.abs(input[0]) <= 180 &&
    Math.abs(input[1]) <= 90
  );
}
