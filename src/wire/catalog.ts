import * as v from 'valibot';
import { ClassificationSchema, LonLat, ProvenanceSchema, ViewSchema, WordsSchema } from './common.ts';
import { RuleSchema } from './duty-book.ts';
import { TerrainSchema } from './height-grid.ts';
import { parseWith } from './parse.ts';

/** What a tileset holds; decides which driver draws it. */
const TilesetKind = v.picklist([
  /** Extruded buildings: mesh features, property table `height, storeys, use, year, seed`. */
  'buildings',
  /** Flat surfaces: ground cover, water, roads, markings, rails; one `class` a feature. */
  'ground',
  /** Instanced close-range models of one asset layer; feature id label `slot`. */
  'furniture',
  /** Instanced trees. */
  'trees',
  /** Bridges and other built works as meshes; feature id label `slot` where they are assets. */
  'structures',
]);

const Tileset = v.object({
  id: v.string(),
  kind: TilesetKind,
  title: WordsSchema,
  /** Path below the city folder, or an absolute address for a catalog entry of another service. */
  url: v.string(),
  /** Asset layer whose slots the tiles carry. */
  layer: v.optional(v.string()),
  /** Features by class, as counted when the tiles were written; buildings count once with their parts. */
  features: v.record(v.string(), v.number()),
  provenance: ProvenanceSchema,
  classification: ClassificationSchema,
  source: v.string(),
});
export type TilesetEntry = v.InferOutput<typeof Tileset>;

const LayerEntry = v.object({
  id: v.string(),
  /** Path of the asset table below the city folder. */
  assets: v.string(),
  count: v.number(),
  capacity: v.number(),
  provenance: ProvenanceSchema,
  /** Source of observations of this layer; default is the gateway's `FEED`. */
  feed: v.optional(v.picklist(['simulator', 'external', 'replay'])),
});
export type LayerEntry = v.InferOutput<typeof LayerEntry>;

/** Where 天地图 answers; `{layer}` and `{matrix}` are the entry's options `layer` and `tileMatrixSet`. */
const TIANDITU = 'https://t{s}.tianditu.gov.cn/{layer}_{matrix}/wmts';

const Basemap = v.pipe(
  v.object({
    id: v.string(),
    title: WordsSchema,
    type: v.picklist(['wmts', 'tianditu', 'wms', 'xyz', '3dtiles']),
    /** Absolute address of the service, or a path below the city folder; empty for 天地图 itself. */
    url: v.string(),
    /** Layer, style, matrix set, key and so on, as the service names them (`src/scene/README.md`). */
    options: v.optional(v.record(v.string(), v.string())),
    datum: v.optional(v.picklist(['WGS-84', 'CGCS2000', 'GCJ-02'])),
    /** Internal unless it says otherwise: its address and key stay with operators. */
    classification: v.optional(ClassificationSchema),
    /** 审图号 of the service's map; without one no public screen shows it. */
    mapApproval: v.optional(v.string()),
  }),
  v.transform((entry) => (entry.type === 'tianditu' && entry.url === '' ? { ...entry, url: TIANDITU } : entry)),
);
export type BasemapEntry = v.InferOutput<typeof Basemap>;

const Dataset = v.object({
  id: v.string(),
  title: WordsSchema,
  provenance: ProvenanceSchema,
  classification: ClassificationSchema,
  origin: v.string(),
  licence: v.string(),
  datum: v.string(),
  /** sha256 of the input, hexadecimal. */
  sha256: v.string(),
});
export type Dataset = v.InferOutput<typeof Dataset>;

/** What was wrong with the data: left out, or drawn on a guess, and what to do about it. */
const Problem = v.object({
  /** File or dataset that it concerns. */
  dataset: v.string(),
  what: WordsSchema,
  remedy: WordsSchema,
  /** Records, or 1 for a file as a whole. */
  count: v.number(),
  /** A few of the records, as the file names them. */
  examples: v.array(v.string()),
});
export type Problem = v.InferOutput<typeof Problem>;

const IsoDay = v.pipe(v.string(), v.isoDate());

/** When the lights of the watersides burn, as the city's data have it (`domain/landscape-lighting.ts`). */
const LandscapeSchema = v.object({
  offAt: v.pipe(v.number(), v.minValue(12), v.maxValue(24)),
  festivalOffAt: v.pipe(v.number(), v.minValue(12), v.maxValue(24)),
  festivals: v.array(v.tuple([IsoDay, IsoDay])),
  provenance: ProvenanceSchema,
});

const CatalogSchema = v.object({
  format: v.literal('chengjing-catalog@1'),
  city: v.object({
    id: v.string(),
    title: WordsSchema,
    centre: LonLat,
    /** West, south, east, north in degrees. */
    bounds: v.tuple([v.number(), v.number(), v.number(), v.number()]),
    timeZone: v.string(),
    /** Offset of the time zone from UTC in minutes. */
    utcOffset: v.number(),
    /** 审图号 of the public map; null prints 示意场景·非地图. */
    mapApproval: v.nullable(v.string()),
  }),
  homes: v.object({ review: ViewSchema, hall: ViewSchema, exhibition: ViewSchema }),
  /** Named places for search and guided flights. */
  places: v.array(v.object({ id: v.string(), title: WordsSchema, position: LonLat, provenance: ProvenanceSchema })),
  /** Roads by name for search, with a point on them. */
  roads: v.array(
    v.object({ name: v.string(), position: LonLat, lengthMetres: v.number(), provenance: ProvenanceSchema }),
  ),
  /** sha256 over the slot numbering of every layer; tiles and socket carry the same. */
  slots: v.string(),
  tilesets: v.array(Tileset),
  layers: v.array(LayerEntry),
  basemaps: v.array(Basemap),
  /** City days for which each level of history is kept, or "forever", by layer and `*` for all (`readRetentionPolicy`). */
  retention: v.optional(v.record(v.string(), v.record(v.string(), v.union([v.number(), v.string()])))),
  /** Absent: the usual hours, and no festival known. */
  landscapeLighting: v.optional(LandscapeSchema),
  /** Absent: the city is flat. */
  terrain: v.optional(TerrainSchema),
  scenarios: v.array(
    v.object({
      id: v.string(),
      title: WordsSchema,
      url: v.string(),
      /** Path of what stands around its road (`surroundings.ts`); absent where nothing is known of it. */
      surroundings: v.optional(v.string()),
      /** Known before the document is loaded, so that a link can be judged. `base` is not listed; it always exists. */
      alternatives: v.array(v.object({ id: v.string(), title: WordsSchema })),
    }),
  ),
  sources: v.array(Dataset),
  /** Told to operators only. */
  problems: v.optional(v.array(Problem)),
});

/** A city folder's `catalog.json`. Paths are relative to the city folder, served below `/city/`. */
export type Catalog = v.InferOutput<typeof CatalogSchema>;

/** What `GET /api/catalog` adds: the clock and who is asking. */
const ServedCatalogSchema = v.object({
  ...CatalogSchema.entries,
  now: v.number(),
  rate: v.number(),
  role: v.picklist(['operator', 'public']),
  version: v.string(),
  /** Origins of the pages that may drive this one by postMessage. */
  parents: v.optional(v.array(v.string())),
  /** The bureau's own alert rules, in place of those of the layers. */
  rules: v.optional(v.array(RuleSchema)),
});
export type ServedCatalog = v.InferOutput<typeof ServedCatalogSchema>;

/** The hours and festivals of a city's waterside lights. Throws WireError naming what is wrong. */
export function parseLandscape(input: unknown, what: string): Catalog['landscapeLighting'] {
  return parseWith(LandscapeSchema, input, what);
}

export function parseCatalog(input: unknown, what = 'catalog.json'): Catalog {
  return parseWith(CatalogSchema, input, what);
}

export function parseServedCatalog(input: unknown): ServedCatalog {
  return parseWith(ServedCatalogSchema, input, '/api/catalog');
}
