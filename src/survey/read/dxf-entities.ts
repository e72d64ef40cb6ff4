import { UnreadableFile } from '../problem.ts';
import type { Pair } from '../raw-table.ts';

/** One entity of a drawing. */
export interface Entity {
  readonly type: string;
  readonly line: number;
  readonly layer: string;
  /** Values by group code, in order. */
  readonly groups: ReadonlyMap<number, readonly string[]>;
  /** Tag → value of an INSERT's ATTRIBs. */
  readonly attributes: Map<string, string>;
  /** Vertices of an old-style POLYLINE. */
  readonly vertices: Pair[];
}

/** Entities of model space; `cut` is the line at which a drawing without EOF ends. */
export function entitiesOf(text: string, name: string): { entities: Entity[]; cut: number | null } {
  const lines = text.split(/\r\n|\n|\r/);
  const entities: Entity[] = [];
  let [inEntities, sections, ended] = [false, 0, false];
  let owner: Entity | null = null;
  let at = 0;
  while (at + 1 < lines.length) {
    const code = Number(lines[at]);
    const value = (lines[at + 1] as string).trim();
    if (!Number.isInteger(code) || (lines[at] as string).trim() === '')
      throw new UnreadableFile(
        name,
        { zh: `第 ${at + 1} 行不是 DXF 组码`, en: `line ${at + 1} is no DXF group code` },
        { zh: '请另存为 ASCII DXF（2013 或更早版本）', en: 'save it as ASCII DXF, release 2013 or earlier' },
      );
    if (code !== 0) {
      if (code === 2 && lines[at - 1]?.trim() === 'SECTION') {
        inEntities = value === 'ENTITIES';
        sections++;
      }
      at += 2;
      continue;
    }
    if (value === 'EOF') ended = true;
    if (value === 'ENDSEC') inEntities = false;
    if (!inEntities || value === 'ENDSEC' || value === 'EOF') {
      at += 2;
      continue;
    }
    const entity = entityAt(lines, at, value);
    at = entity.next;
    if (value === 'SEQEND') owner = null;
    else if (value === 'ATTRIB' && owner) {
      const tag = first(entity.entity, 2);
      if (tag) owner.attributes.set(tag, first(entity.entity, 1) ?? '');
    } else if (value === 'VERTEX' && owner) {
      const vertex = pairOf(entity.entity, 10, 20);
      if (vertex) owner.vertices.push(vertex);
    } else if (first(entity.entity, 67) !== '1') {
      entities.push(entity.entity);
      owner = value === 'INSERT' || value === 'POLYLINE' ? entity.entity : null;
    }
  }
  if (sections === 0)
    throw new UnreadableFile(
      name,
      { zh: '不是 DXF 图形（没有 SECTION）', en: 'is no DXF drawing (it has no SECTION)' },
      { zh: '请另存为 ASCII DXF（2013 或更早版本）', en: 'save it as ASCII DXF, release 2013 or earlier' },
    );
  return { entities, cut: ended ? null : lines.length };
}

function entityAt(lines: readonly string[], at: number, type: string): { entity: Entity; next: number } {
  const groups = new Map<number, string[]>();
  let next = at + 2;
  while (next + 1 < lines.length) {
    const code = Number(lines[next]);
    if (code === 0 || !Number.isInteger(code)) break;
    const list = groups.get(code) ?? [];
    list.push((lines[next + 1] as string).trim());
    groups.set(code, list);
    next += 2;
  }
  const layer = groups.get(8)?.[0] ?? '0';
  return { entity: { type, line: at + 1, layer, groups, attributes: new Map(), vertices: [] }, next };
}

/** The first value of a group code. */
export function first(entity: Entity, code: number): string | undefined {
  return entity.groups.get(code)?.[0];
}

/** The pair of two group codes, the `index`-th of each; null when there is none. */
export function pairOf(entity: Entity, x: number, y: number, index = 0): Pair | null {
  const [a, b] = [entity.groups.get(x)?.[index], entity.groups.get(y)?.[index]];
  if (a === undefined || b === undefined) return null;
  return Number.isFinite(Number(a) + Number(b)) ? [Number(a), Number(b)] : null;
}
