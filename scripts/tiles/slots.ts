import { createHash } from 'node:crypto';
import type { AssetTable, AttributeValue } from '../../src/domain/asset.ts';
import { morton } from '../../src/domain/geo/morton.ts';
import type { LayerDefinition } from '../../src/domain/layer.ts';
import { LAYERS } from '../../src/domain/layers/table.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import { isWithheld } from '../../src/domain/withheld.ts';
import type { AssetDraft } from './feature.ts';
import { inputError } from './input-error.ts';
import type { Bounds } from './tile/quadtree.ts';

const ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * A table for every layer of the product: first the assets that everyone may see, then those withheld from public
 * sessions, each part in Morton order of position over `bounds` (ties by id). So a public session, which knows only the
 * first part, has the slots that the tiles carry. Layers without assets get an empty table, so that a client opens any
 * city. Throws InputError on an id that is none or twice.
 */
export function assignSlots(
  drafts: readonly AssetDraft[],
  bounds: Bounds,
  provenance: Provenance,
  file: string,
): Map<string, AssetTable> {
  const seen = new Set<string>();
  for (const { id, layer } of drafts) {
    if (!ID.test(id)) throw inputError(file, `asset "${id}"`, 'the id is not 1–64 of A–Z a–z 0–9 . _ -', 'rename it');
    if (seen.has(id)) throw inputError(file, `asset "${id}"`, 'the id occurs twice', 'make ids unique in the city');
    if (!LAYERS.some((each) => each.id === layer))
      throw inputError(file, `asset "${id}"`, `unknown layer "${layer}"`, `use ${LAYERS.map((l) => l.id).join(', ')}`);
    seen.add(id);
  }
  return new Map(
    LAYERS.map((layer) => [
      layer.id,
      tableOf(
        layer,
        drafts.filter((draft) => draft.layer === layer.id),
        bounds,
        provenance,
      ),
    ]),
  );
}

function tableOf(
  layer: LayerDefinition,
  drafts: readonly AssetDraft[],
  [west, south, east, north]: Bounds,
  provenance: Provenance,
): AssetTable {
  const grid = (value: number, low: number, high: number): number =>
    Math.min(65_535, Math.max(0, Math.floor(((value - low) / (high - low)) * 65_536)));
  const ordered = drafts
    .map((draft) => ({
      draft,
      withheld: Number(isWithheld(layer, (key) => draft.attributes[key])),
      order: morton(grid(draft.position[0], west, east), grid(draft.position[1], south, north)),
    }))
    .sort((a, b) => a.withheld - b.withheld || a.order - b.order || (a.draft.id < b.draft.id ? -1 : 1))
    .map(({ draft }) => draft);
  const known = layer.attributes.map((attribute) => attribute.key);
  const keys = [...new Set([...known, ...ordered.flatMap((draft) => Object.keys(draft.attributes))])];
  const columns: Record<string, AttributeValue[]> = {};
  for (const key of keys) columns[key] = ordered.map((draft) => draft.attributes[key] ?? null);
  return {
    layer: layer.id,
    count: ordered.length,
    capacity: ordered.length + layer.reserve,
    ids: ordered.map((draft) => draft.id),
    positions: Float64Array.from(ordered.flatMap((draft) => draft.position)),
    headings: Float32Array.from(ordered, (draft) => draft.heading),
    columns,
    ...(ordered.some((draft) => draft.shape) ? { shapes: ordered.map((draft) => draft.shape ?? null) } : {}),
    provenance,
  };
}

/**
 * `slots.bin`, the numbering itself: the bytes `slots@1\n`, then for every layer in layer order its id, its count and
 * capacity (uint32, little-endian) and its asset ids in slot order; an id is a length byte and that many ASCII bytes.
 */
export function packSlots(tables: ReadonlyMap<string, AssetTable>): Buffer {
  const chunks: Buffer[] = [Buffer.from('slots@1\n')];
  const addId = (id: string): void => {
    chunks.push(Buffer.from([id.length]), Buffer.from(id, 'ascii'));
  };
  for (const { layer, count, capacity, ids } of tables.values()) {
    addId(layer);
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32LE(count, 0);
    numbers.writeUInt32LE(capacity, 4);
    chunks.push(numbers);
    for (const id of ids) addId(id);
  }
  return Buffer.concat(chunks);
}

/** What `packSlots` wrote: layer, count, capacity and ids. Throws when it is something else. */
export function unpackSlots(bytes: Buffer): { layer: string; count: number; capacity: number; ids: string[] }[] {
  if (bytes.subarray(0, 8).toString('ascii') !== 'slots@1\n')
    throw new RangeError('slots.bin does not begin "slots@1".');
  const layers: { layer: string; count: number; capacity: number; ids: string[] }[] = [];
  let offset = 8;
  const readId = (): string => {
    const length = bytes.readUInt8(offset);
    offset += 1 + length;
    return bytes.subarray(offset - length, offset).toString('ascii');
  };
  while (offset < bytes.length) {
    const layer = readId();
    const [count, capacity] = [bytes.readUInt32LE(offset), bytes.readUInt32LE(offset + 4)];
    offset += 8;
    layers.push({ layer, count, capacity, ids: Array.from({ length: count }, readId) });
  }
  return layers;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
