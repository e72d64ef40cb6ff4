import { type CityBuilding, type CityFeature, cityBuilding } from '../domain/building.ts';
import type { Gateway } from '../feeds/request.ts';
import type { CityScene } from '../scene/scene-spec.ts';
import type { TilesetEntry } from '../wire/catalog.ts';
import { json } from './load-city.ts';

/** Files of names that are kept. */
const KEPT = 32;

type Row = readonly [id: string, name: string | null];

/** Tells which building stands at a place of the screen: its numbers lie in the tile, its id and name in a file beside it. */
export function cityBuildings(
  tilesets: readonly Pick<TilesetEntry, 'id' | 'kind'>[],
  gateway: Gateway,
  scene: () => Pick<CityScene, 'featureAt' | 'placeAt'> | undefined,
): { at(x: number, y: number): Promise<CityBuilding | null> } {
  const files = new Map<string, Promise<readonly unknown[] | null>>();

  /** Null: there is no such file, as beside contents that stand for many buildings. */
  async function read(path: string): Promise<readonly unknown[] | null> {
    try {
      const rows = await json(gateway, path);
      return Array.isArray(rows) ? rows : null;
    } catch (error) {
      if ((error as { status?: unknown }).status === 404) return null;
      files.delete(path);
      throw error;
    }
  }

  function file(path: string): Promise<readonly unknown[] | null> {
    const known = files.get(path) ?? read(path);
    files.delete(path);
    files.set(path, known);
    for (const oldest of [...files.keys()].slice(0, -KEPT)) files.delete(oldest);
    return known;
  }

  async function rowOf({ tileset, cell, feature }: CityFeature): Promise<Row | null> {
    const row = (await file(`/city/names/${encodeURIComponent(tileset)}/${cell}.json`))?.[feature];
    return Array.isArray(row) && typeof row[0] === 'string'
      ? [row[0], typeof row[1] === 'string' ? row[1] : null]
      : null;
  }

  return {
    async at(x, y) {
      const now = scene();
      const place = now?.placeAt(x, y) ?? null;
      const found = await now?.featureAt(x, y);
      const kind = tilesets.find(({ id }) => id === found?.tileset)?.kind;
      if (!found || (kind !== 'buildings' && kind !== 'structures')) return null;
      const row = await rowOf(found).catch(() => UNREAD);
      return row && cityBuilding(found, kind === 'buildings' ? 'building' : 'structure', row, place);
    },
  };
}

/** The file of names did not come: the numbers are true all the same. */
const UNREAD: readonly [null, null] = [null, null];
