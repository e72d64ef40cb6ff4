import type { Instant } from '../../domain/clock.ts';
import type { FleetLayer } from '../../domain/fleet.ts';
import { boardsToSecure, type WindBoard } from '../../domain/wind-risk.ts';
import { nameAt } from '../asset-state.ts';

/** Age of a board whose year nobody recorded: as old as counts, so that somebody looks at it. */
const UNKNOWN_AGE = 19;

interface GaleBoard extends WindBoard {
  readonly name: string;
  readonly street: string;
  readonly owner: string;
  readonly ageKnown: boolean;
}

export interface GaleRow {
  readonly board: GaleBoard;
  readonly ratio: number;
}

/**
 * The boards to secure before a gale of `wind` m/s: those whose load reaches `least` of what they bear, the worst first, each with
 * street and owner.
 */
export function galeList(layer: FleetLayer, now: Instant, wind: number, least: number): readonly GaleRow[] {
  const { assets } = layer;
  const year = new Date(now).getUTCFullYear();
  const boards = Array.from({ length: assets.count }, (_, slot): GaleBoard => {
    const value = (key: string) => assets.columns[key]?.[slot];
    const number = (key: string) => (typeof value(key) === 'number' ? (value(key) as number) : null);
    const built = number('built');
    return {
      id: assets.ids[slot] ?? '',
      name: nameAt(layer, slot),
      age: built === null ? UNKNOWN_AGE : Math.max(0, year - built),
      ageKnown: built !== null,
      area: Math.round((number('width') ?? 0) * (number('height') ?? 0) * 10) / 10,
      street: [value('subdistrict'), value('road')].filter((each) => each !== null && each !== undefined).join(' '),
      owner: String(value('owner') ?? ''),
    };
  });
  return boardsToSecure(boards, wind, least);
}

/**
 * The list as a table that any office program opens; the mark tells it that the text is UTF-8.
 *
 * @param marking 密级 and who took it, in the last column of each row
 */
export function galeCsv(rows: readonly GaleRow[], heads: readonly string[], marking: string): string {
  const quoted = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const lines = rows.map(({ board, ratio }) => [
    board.id,
    board.name,
    board.street,
    board.owner,
    board.ageKnown ? board.age : '',
    board.area,
    ratio.toFixed(2),
    marking,
  ]);
  return `\uFEFF${[heads, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}
