import { packAssetTable } from '../../src/wire/asset-table.ts';
import type { Problem, TilesetEntry } from '../../src/wire/catalog.ts';
import { buildingStore } from './building-store.ts';
import { catalogOf } from './catalog.ts';
import type { Collected } from './collect.ts';
import type { Makers } from './makers.ts';
import { NO_MODELS } from './models/model-set.ts';
import { planTilesets } from './plan-tilesets.ts';
import { datasetProblems } from './problems.ts';
import { type Progress, SILENT } from './progress.ts';
import type { ReadCity } from './read/source.ts';
import { scenariosOf } from './scenarios.ts';
import type { Skipped } from './skipped.ts';
import { assignSlots, packSlots, sha256 } from './slots.ts';
import { standingAssets, standingTrees, surfaceOf } from './stand.ts';
import { withoutStrays } from './strays.ts';
import { aroundPoles, surroundingsFiles } from './surroundings.ts';
import { type Ground, makeGround } from './terrain/ground.ts';
import { heightsFile, terrainEntry } from './terrain/height-file.ts';
import { hungAssets } from './terrain/hung-assets.ts';
import { liftBuilding, liftStructure } from './terrain/lift.ts';
import { terrainFiles } from './terrain/terrain-tiles.ts';
import { eastNorthUp } from './tile/ellipsoid.ts';
import { encoderReady } from './tile/glb.ts';
import { cellName, centreOf, quadtreeOver } from './tile/quadtree.ts';
import { contentFiles, contentPaths, type TileCell, tilesetFiles } from './tile/tileset.ts';
import { validate } from './validate.ts';
import { waterOf } from './water.ts';
import { earlierContents, type Made, madeFile, madePath } from './write/earlier.ts';
import { openOutput } from './write/output.ts';

export interface Summary {
  /** Buildings; parts count with their building. */
  readonly features: number;
  /** The rest: ground classes, structures, assets by layer, trees, parts. */
  readonly byClass: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
  /** Records that were wrong and are drawn all the same, by what was mended. */
  readonly repaired: readonly Skipped[];
  /** Nothing was left out. */
  readonly complete: boolean;
  /** Buildings whose height the input does not give. */
  readonly assumedHeights: number;
  /** What the data panel lists: the skipped, the assumed, and models that were mended or not drawn. */
  readonly problems: readonly Problem[];
  readonly tiles: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakRssBytes: number;
}

/** How classes of a tileset are told apart from each other and from the asset layers in the summary. */
const PREFIX: Readonly<Partial<Record<TilesetEntry['kind'], string>>> = {
  ground: 'ground',
  structures: 'structure',
  trees: 'tree',
};

/** Builds a city into `out`: aside first, checked, then in one rename. Leaves nothing behind when it throws. */
export async function buildCity(
  read: ReadCity,
  out: string,
  log: (line: string) => void,
  progress: Progress = SILENT,
  makers: Makers | null = null,
): Promise<Omit<Summary, 'seconds' | 'peakRssBytes'>> {
  const { city } = read;
  await encoderReady;
  const { skips, mends } = city.features;
  const whole = city.features.finish(read.file, read.skipped());
  // Points reach as far as they were meant to: only a city of surfaces is looked at.
  const hasPoints = city.assets.length + city.trees.length > 0;
  const collected = hasPoints ? whole : withoutStrays(whole, skips);
  const { buildings, areas, structures, bounds } = collected;
  const count = buildings.length;
  log(
    `model: ${buildings.length} buildings, ${areas.length} areas, ${structures.length} structures, ${city.assets.length} assets, ${city.trees.length} trees`,
  );
  const water = areas.filter((area) => area.class === 'water' && !area.surface).map(({ rings }) => rings);
  const sampled = read.terrain ? await read.terrain.sample(bounds) : null;
  const ground = sampled ? makeGround(sampled, bounds, water) : null;
  const remarks = (sampled?.remarks ?? []).map(
    (remark): Problem => ({ dataset: read.terrain?.dataset.id ?? '', ...remark, count: 1, examples: [] }),
  );
  if (ground)
    log(`terrain: ${ground.field.columns} × ${ground.field.rows} heights, tiles to level ${ground.lattice.level}`);
  for (const { dataset, what } of remarks) log(`terrain: ${dataset}: ${what.en}`);
  const lifted = ground ? lift(collected, ground) : collected;
  const surface = surfaceOf(areas);
  const stood = standingAssets(city.assets, surface);
  const assets = ground ? hungAssets(stood, [...buildings], [...lifted.buildings], ground) : stood;
  const tables = assignSlots(assets, bounds, city.provenance, read.file);
  const numbering = packSlots(tables);
  const slots = sha256(numbering);
  // Only a city with projects asks for all its buildings at once.
  const asked = read.poleProject || read.greenwayProject || read.billboardProject ? [...buildings] : [];
  const around = aroundPoles(read, asked);
  const scenarios = await scenariosOf(tables, read, asked, around);
  const surroundings = surroundingsFiles(scenarios, around);
  const models =
    read.models === undefined
      ? NO_MODELS
      : await (await import('./models/own-models.ts')).readOwnModels(read.models, tables);
  for (const { dataset, what } of models.problems) log(`models: ${dataset}: ${what.en}`);
  const tree = quadtreeOver(bounds);
  const cityFrame = eastNorthUp(...centreOf(tree.bounds));
  const source = read.datasets.map((dataset) => dataset.id).join(', ');
  const output = openOutput(out, makers === null);
  try {
    const entries: TilesetEntry[] = [];
    const byClass: Record<string, number> = {};
    let tiles = 0;
    for (const { entry, spec, contents, plans } of planTilesets(
      lifted,
      standingTrees(city.trees, surface),
      tables,
      tree,
      cityFrame,
      slots,
      city.provenance,
      source,
      log,
      models,
      ground,
    )) {
      const cells: TileCell[] = [];
      let [vertices, done] = [0, 0];
      const total = Object.values(entry.features).reduce((sum, each) => sum + each, 0);
      const earlier = earlierContents(out, entry.id);
      const made = new Map<string, Made>();
      let kept = 0;
      const stream =
        makers && plans ? makers.make(plans(earlier), entry.id, cityFrame, output.folder) : contents(earlier);
      for await (const content of stream) {
        if ('kept' in content || 'done' in content) {
          const ready = 'kept' in content ? content.kept : content.done;
          const { above } = content;
          // What stands for others names none of them.
          for (const path of contentPaths(entry.id, content.cell).slice(0, above ? 1 : undefined))
            if ('kept' in content) output.keep(path);
            else output.found(path);
          made.set(cellName(content.cell), ready);
          cells.push({ cell: content.cell, extent: ready.extent, ...(above ? { above } : {}) });
          vertices += ready.vertices;
          done += content.features;
          if ('kept' in content) kept++;
          else progress.at(`tile: ${entry.id}`, done, total);
          continue;
        }
        const { cell, packed, key, names } = content;
        for (const { path, bytes } of contentFiles(spec, content)) output.write(path, bytes);
        if (content.beside && cells.length === 0)
          output.write(`tiles/${entry.id}/${content.beside.name}`, content.beside.bytes);
        cells.push({ cell, extent: packed.extent, ...(content.above ? { above: true } : {}) });
        vertices += packed.vertices;
        if (key !== undefined) made.set(cellName(cell), { key, extent: packed.extent, vertices: packed.vertices });
        done += names?.length ?? 0;
        progress.at(`tile: ${entry.id}`, done, names ? total : 0);
      }
      if (made.size > 0) output.write(madePath(entry.id), madeFile(made));
      for (const { path, bytes } of tilesetFiles(spec, cells, tree)) output.write(path, bytes);
      progress.end();
      entries.push(entry);
      tiles += cells.length;
      if (PREFIX[entry.kind] !== undefined)
        for (const [key, count] of Object.entries(entry.features)) byClass[`${PREFIX[entry.kind]}:${key}`] = count;
      log(
        `tile: ${entry.id}, ${cells.length} contents${kept > 0 ? `, ${kept} of them as they were` : ''}, ${vertices} vertices`,
      );
    }
    for (const table of tables.values()) {
      output.write(`assets/${table.layer}.json`, JSON.stringify(packAssetTable(table)));
      if (table.count > 0) byClass[table.layer] = table.count;
    }
    for (const scenario of scenarios) output.write(`scenarios/${scenario.id}.json`, JSON.stringify(scenario));
    for (const [id, file] of surroundings) output.write(`scenarios/${id}.surroundings.json`, JSON.stringify(file));
    if (read.dutyBook) output.write('duty.json', `${JSON.stringify(read.dutyBook, null, 1)}\n`);
    if (read.sourceMappings)
      output.write('feeds.json', `${JSON.stringify({ sources: read.sourceMappings }, null, 1)}\n`);
    output.write('water.json', JSON.stringify(waterOf(areas, structures)));
    output.write('slots.bin', numbering);
    const terrain = ground && read.terrain ? terrainEntry(ground, read.terrain.dataset) : null;
    if (ground && terrain) {
      output.write(terrain.heights.url, heightsFile(ground));
      for (const { path, bytes } of terrainFiles(ground, bounds, water, terrain.title.zh)) {
        output.write(path, bytes);
        if (path.endsWith('.terrain')) tiles++;
      }
    }
    const skipped = [...read.skipped(), ...skips.list()];
    const repaired = [...(read.repaired?.() ?? []), ...mends.list()];
    const problems = [
      ...datasetProblems(source, skipped, repaired, read.assumedHeights(), read.repeated?.() ?? []),
      ...models.problems,
      ...remarks,
    ];
    const catalog = catalogOf(read, bounds, slots, entries, tables, scenarios, surroundings, problems, terrain);
    output.write('catalog.json', `${JSON.stringify(catalog, null, 1)}\n`);
    const reports = validate(output.folder);
    log(`validate: ${reports.length} tilesets hold what they promise`);
    const { plain, beside } = await output.sizes();
    log(`compress: ${megabytes(plain)} plain, ${megabytes(beside)} of .br and .gz beside`);
    output.commit();
    return {
      features: count + structures.filter(({ building }) => building).length,
      byClass: read.byClass?.() ?? byClass,
      skipped,
      repaired,
      complete: skipped.length === 0,
      problems,
      assumedHeights: read.assumedHeights(),
      tiles,
      bytes: plain,
    };
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    buildings.close();
    lifted.buildings.close();
  }
}

/** Buildings and structures at their height; areas are laid on the ground when they are cut. */
function lift(city: Collected, ground: Ground): Collected {
  const buildings = buildingStore();
  for (const building of city.buildings) buildings.push(liftBuilding(building, ground));
  return {
    ...city,
    buildings,
    structures: city.structures.map((structure) => liftStructure(structure, ground)),
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
