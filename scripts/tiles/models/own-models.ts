import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import type { AssetTable } from '../../../src/domain/asset.ts';
import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { buildModel, modelSize } from '../../../src/domain/furniture/model.ts';
import { LAYERS } from '../../../src/domain/layers/table.ts';
import type { Problem } from '../../../src/wire/catalog.ts';
import { inputError } from '../input-error.ts';
import { type Expectation, fitModel } from './fit-model.ts';
import { type ModelFinding, modelFindingWords } from './model-finding.ts';
import { MODEL_LIST, type OwnModels } from './model-set.ts';
import { readGltf } from './read-gltf.ts';
import { simplifySoup } from './simplify-soup.ts';
import { soupMesh } from './soup-mesh.ts';

/** Triangles that one model may have: a content repeats it hundreds of times. */
export const MODEL_TRIANGLES = 4000;

const ModelList = v.object({
  models: v.array(
    v.object({
      /** Path of a .gltf or .glb below the folder. */
      file: v.string(),
      layer: v.string(),
      /** Value of the attribute by which the layer chooses its models. */
      type: v.optional(v.string()),
      /** Or the id of a single asset, which goes before its type. */
      asset: v.optional(v.string()),
    }),
  ),
});

/**
 * Reads the models that `folder` lists and makes each fit what it stands for. What is wrong with a file becomes a problem, and
 * a file that cannot be drawn leaves our own model in its place. Throws InputError on a list that cannot be read.
 */
export async function readOwnModels(folder: string, tables: ReadonlyMap<string, AssetTable>): Promise<OwnModels> {
  const list = listOf(folder);
  const meshes = new Map<string, Mesh>();
  const byKey = new Map<string, string>();
  const problems: Problem[] = [];
  for (const entry of list.models) {
    const name = `own|${entry.layer}|${entry.asset ?? entry.type}|${entry.file}`;
    const { mesh, findings } = await readModel(join(folder, entry.file), expectationOf(entry, tables));
    if (mesh) {
      meshes.set(name, mesh);
      byKey.set(entry.asset === undefined ? `${entry.layer}|${entry.type}` : `${entry.layer}#${entry.asset}`, name);
    }
    const stands = [`${entry.layer} ${entry.asset ?? entry.type}`];
    for (const finding of findings)
      problems.push({
        dataset: relative('.', join(folder, entry.file)),
        ...modelFindingWords(finding),
        count: 1,
        examples: stands,
      });
  }
  const mesh = (name: string): Mesh => {
    const found = meshes.get(name);
    if (!found) throw new RangeError(`No model "${name}"; there are ${[...meshes.keys()].join(', ')}.`);
    return found;
  };
  return {
    nameOf: (layer, type, id) => byKey.get(`${layer}#${id}`) ?? byKey.get(`${layer}|${type}`) ?? null,
    meshOf: mesh,
    heightOf: (name) => mesh(name).positions.reduce((top, at, i) => (i % 3 === 2 ? Math.max(top, at) : top), 0),
    problems,
  };
}

/** One file as a mesh of ours, or without one and with the reason. */
export async function readModel(
  file: string,
  expected: Expectation,
): Promise<{ mesh: Mesh | null; findings: readonly ModelFinding[] }> {
  try {
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const { soup, findings } = await readGltf(file);
    const fitted = fitModel(soup, expected);
    const simple = await simplifySoup(fitted.soup, MODEL_TRIANGLES);
    const [before, after] = [fitted.soup.indices.length / 3, simple.indices.length / 3];
    const fewer: ModelFinding[] =
      simple === fitted.soup ? [] : [{ kind: 'too-many-triangles', triangles: before, kept: after }];
    return { mesh: soupMesh(simple, file), findings: [...findings, ...fitted.findings, ...fewer] };
  } catch (error) {
    return { mesh: null, findings: [{ kind: 'broken', reason: (error as Error).message }] };
  }
}

type Entry = v.InferOutput<typeof ModelList>['models'][number];

function listOf(folder: string): v.InferOutput<typeof ModelList> {
  const file = join(folder, MODEL_LIST);
  if (!existsSync(file))
    throw inputError(
      file,
      null,
      'does not exist',
      'list the models: {"models":[{"file":"a.glb","layer":"lamp","type":"single-arm"}]}',
    );
  let parsed: ReturnType<typeof v.safeParse<typeof ModelList>>;
  try {
    parsed = v.safeParse(ModelList, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw inputError(file, null, `is not readable (${(error as Error).message})`, 'repair the JSON');
  }
  if (!parsed.success)
    throw inputError(
      file,
      v.getDotPath(parsed.issues[0]),
      parsed.issues[0].message,
      'give "file", "layer" and "type" or "asset"',
    );
  for (const [index, entry] of parsed.output.models.entries()) {
    const layer = LAYERS.find(({ id }) => id === entry.layer);
    if (!layer?.symbology.model || layer.geometry !== 'point')
      throw inputError(
        file,
        `models.${index}`,
        `layer "${entry.layer}" has no models of points`,
        `name one of ${modelled()}`,
      );
    if ((entry.type === undefined) === (entry.asset === undefined))
      throw inputError(file, `models.${index}`, 'names neither or both of "type" and "asset"', 'give one of them');
  }
  return parsed.output;
}

function modelled(): string {
  return LAYERS.filter(({ symbology, geometry }) => symbology.model && geometry === 'point')
    .map(({ id }) => id)
    .join(', ');
}

/** Height of the assets that the model stands for, and the proportions of the model of ours that it replaces. */
function expectationOf(entry: Entry, tables: ReadonlyMap<string, AssetTable>): Expectation {
  const symbol = LAYERS.find(({ id }) => id === entry.layer)?.symbology.model;
  const table = tables.get(entry.layer);
  const slots = table
    ? table.ids.flatMap((id, slot) => {
        const own = symbol ? String(table.columns[symbol.attribute]?.[slot]) : '';
        return (entry.asset === undefined ? own === entry.type : id === entry.asset) ? [slot] : [];
      })
    : [];
  const type = entry.type ?? (symbol ? String(table?.columns[symbol.attribute]?.[slots[0] ?? -1]) : '');
  const ours = symbol?.models[type] ?? symbol?.models['*'] ?? 'pole-plain';
  const { height, bottom = 0 } = modelSize(ours);
  const heights = slots
    .flatMap((slot) => {
      const value = table?.columns['height']?.[slot];
      return typeof value === 'number' && value > 0 ? [value] : [];
    })
    .sort((a, b) => a - b);
  return {
    height: (heights[Math.floor(heights.length / 2)] ?? height) + bottom,
    slimness: (height + bottom) / footprintOf(buildModel(ours)),
  };
}

/** The larger side of what a mesh covers on the ground, metres. */
function footprintOf({ positions }: Mesh): number {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3)
    for (const k of [0, 1]) {
      low[k] = Math.min(low[k]!, positions[i + k]!);
      high[k] = Math.max(high[k]!, positions[i + k]!);
    }
  return Math.max(high[0]! - low[0]!, high[1]! - low[1]!, 0.01);
}
