import { inputError } from '../input-error.ts';

export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly type: 'node';
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Tags;
}

export interface OsmWay {
  readonly type: 'way';
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Tags;
}

export interface OsmRelation {
  readonly type: 'relation';
  readonly id: number;
  readonly members: readonly { readonly type: string; readonly ref: number; readonly role: string }[];
  readonly tags?: Tags;
}

/** Everything of an extract, by id. */
export interface OsmData {
  readonly nodes: ReadonlyMap<number, OsmNode>;
  readonly ways: ReadonlyMap<number, OsmWay>;
  readonly relations: readonly OsmRelation[];
}

/**
 * Most nodes of an extract: they are held in memory, 150 bytes each and as much again with their ways, in the 4 GB that Node
 * has unless told otherwise; a table of V8 ends at 16.7 million. A city of ten million people has four to eight.
 */
const MOST_NODES = 16_000_000;

/** Throws InputError where an extract has more nodes than can be held. */
export function checkNodes(file: string, nodes: number, most = MOST_NODES): void {
  if (nodes > most)
    throw inputError(
      file,
      null,
      `holds more than ${most.toLocaleString('en')} nodes`,
      'cut out the city first, e.g. osmium extract --bbox W,S,E,N',
    );
}
