import * as v from 'valibot';
import { AssetId, InstantSchema } from './common.ts';
import { parseWith, WireError } from './parse.ts';

const Single = v.object({
  value: v.pipe(v.number(), v.finite()),
  time: InstantSchema,
  quality: v.optional(v.picklist(['good', 'suspect', 'bad']), 'good'),
  /** Of the value, where the source names it; else it is the layer's. */
  unit: v.exactOptional(v.pipe(v.string(), v.maxLength(32))),
});

const Row = v.object({ asset: AssetId, property: v.pipe(v.string(), v.maxLength(64)), ...Single.entries });

export interface IncomingRow {
  readonly asset: string;
  readonly property: string;
  readonly value: number;
  readonly time: number;
  readonly quality: 'good' | 'suspect' | 'bad';
  readonly unit?: string;
}

/** The outcome for one row of a message: an observation, or the text that was refused and why. */
export type Incoming =
  | { readonly ok: true; readonly row: IncomingRow }
  | { readonly ok: false; readonly detail: string };

/** Topic `twin/<layer>/<assetId>/<property>` or `twin/<layer>/batch`; undefined for a topic of another shape. */
export function parseTopic(topic: string): { layer: string; asset?: string; property?: string } | undefined {
  const parts = topic.split('/');
  const [root, layer, third, property] = parts;
  if (root !== 'twin' || !layer || !third) return undefined;
  if (parts.length === 3 && third === 'batch') return { layer };
  return parts.length === 4 && property ? { layer, asset: third, property } : undefined;
}

/** Reads one MQTT message; each row of a batch stands for itself. Throws WireError only when nothing can be read. */
export function parseObservationMessage(topic: string, payload: string): { layer: string; rows: Incoming[] } {
  const address = parseTopic(topic);
  if (!address)
    throw new WireError(`Topic "${topic}" is neither twin/<layer>/<asset>/<property> nor twin/<layer>/batch.`);
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    throw new WireError(`Topic "${topic}": payload is not JSON: ${payload.slice(0, 120)}`);
  }
  if (address.asset !== undefined && address.property !== undefined) {
    const single = parseWith(Single, json, `Topic "${topic}"`);
    return {
      layer: address.layer,
      rows: [{ ok: true, row: { asset: address.asset, property: address.property, ...single } }],
    };
  }
  if (!Array.isArray(json)) throw new WireError(`Topic "${topic}": a batch is a JSON array of observations.`);
  return { layer: address.layer, rows: json.map(parseRow) };
}

/** Reads one row of a batch, or of `POST /api/observations`. Never throws. */
export function parseRow(input: unknown): Incoming {
  const result = v.safeParse(Row, input, { abortEarly: true });
  if (result.success) return { ok: true, row: result.output };
  const issue = result.issues[0];
  return {
    ok: false,
    detail: `${v.getDotPath(issue) ?? 'row'} ${issue.message}: ${JSON.stringify(input)?.slice(0, 120)}`,
  };
}

const Batch = v.union([
  v.pipe(v.array(v.looseObject({ layer: v.optional(v.string()) })), v.maxLength(20_000)),
  v.looseObject({ layer: v.string(), observations: v.pipe(v.array(v.looseObject({})), v.maxLength(20_000)) }),
  v.looseObject({ layer: v.optional(v.string()), asset: v.string() }),
]);

/**
 * Body of `POST /api/observations`: one observation `{asset, property, value, time, quality?, layer?}`, an array of them,
 * or `{layer, observations: […]}`, at most 20,000. Throws WireError when it is none of these; rows stand for themselves.
 */
export function parseObservationBatch(
  input: unknown,
  what: string,
): { readonly layer: string | undefined; readonly incoming: Incoming }[] {
  const batch = parseWith(Batch, input, what);
  if (Array.isArray(batch)) return batch.map((row) => ({ layer: row.layer, incoming: parseRow(row) }));
  const { layer } = batch;
  const rows = 'observations' in batch && Array.isArray(batch.observations) ? batch.observations : [batch];
  return rows.map((row) => ({ layer, incoming: parseRow(row) }));
}
