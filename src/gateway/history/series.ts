import { type City, placeOfRow, rowOf } from '../city.ts';
import type { Database, Writer } from '../database.ts';

/**
 * Numbers of the rows in the store. They outlive slot numbers: a rebuilt city finds its history by layer, asset id and
 * property.
 */
export interface Series {
  /** Series of a row; -1 when none of its values was ever kept. */
  of(row: number): number;
  /** Row of a series, unless the city has lost it. */
  rowOf(series: number): number | undefined;
  /** Numbers those of the rows that have no number yet, in the transaction that writes their values; returns the undo. */
  number(writer: Writer, rows: Iterable<number>): Promise<() => void>;
  /** Learns the numbers that other gateways gave. */
  refresh(): Promise<void>;
}

export async function openSeries(city: City, database: Database): Promise<Series> {
  await database.write((writer) =>
    writer.run(
      'CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, layer VARCHAR, asset VARCHAR, property VARCHAR)',
    ),
  );
  const seriesOfRow = new Int32Array(city.rows).fill(-1);
  const rowOfSeries = new Map<number, number>();
  let next = 0;

  async function learn({ read }: Pick<Database, 'read'>): Promise<void> {
    for (const each of await read('SELECT id, layer, asset, property FROM series WHERE id >= ?', [next])) {
      const id = Number(each.id);
      next = Math.max(next, id + 1);
      const row = knownRow(city, String(each.layer), String(each.asset), String(each.property));
      if (row === undefined) continue;
      seriesOfRow[row] = id;
      rowOfSeries.set(id, row);
    }
  }
  await learn(database);

  return {
    of: (row) => seriesOfRow[row] ?? -1,
    rowOf: (series) => rowOfSeries.get(series),
    refresh: () => learn(database),
    async number(writer, rows) {
      const unknown = [...rows].filter((row) => seriesOfRow[row] === -1);
      // Whatever another gateway numbered is committed: writers take turns.
      if (unknown.length > 0 && database.shared) await learn(writer);
      const fresh: number[] = [];
      const before = next;
      for (const row of unknown)
        if (seriesOfRow[row] === -1) {
          seriesOfRow[row] = next;
          rowOfSeries.set(next++, row);
          fresh.push(row);
        }
      const undo = () => {
        for (const row of fresh) {
          rowOfSeries.delete(seriesOfRow[row]!);
          seriesOfRow[row] = -1;
        }
        next = before;
      };
      if (fresh.length === 0) return undo;
      const places = fresh.map((row) => placeOfRow(city, row));
      try {
        await writer.append('series', [
          { name: 'id', type: 'integer', values: fresh.map((row) => seriesOfRow[row]!) },
          { name: 'layer', type: 'text', values: places.map(({ layer }) => layer.id) },
          { name: 'asset', type: 'text', values: places.map(({ layer, slot }) => layer.assets.ids[slot]!) },
          {
            name: 'property',
            type: 'text',
            values: places.map(({ layer, property }) => layer.definition.properties[property]!.key),
          },
        ]);
      } catch (error) {
        undo();
        throw error;
      }
      return undo;
    },
  };
}

function knownRow(city: City, layerId: string, asset: string, property: string): number | undefined {
  const place = city.find(asset);
  if (place?.layer.id !== layerId) return undefined;
  const index = place.layer.definition.properties.findIndex((each) => each.key === property);
  return index < 0 ? undefined : rowOf(place.layer, index, place.slot);
}
