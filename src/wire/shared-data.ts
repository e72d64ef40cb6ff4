import * as v from 'valibot';
import type { OwnKind, OwnPlace } from '../domain/own-data.ts';
import type { SharedItem } from '../domain/shared-data.ts';
import { ClassificationSchema, LonLat } from './common.ts';
import { parseWith } from './parse.ts';

const KINDS = ['geojson', 'csv', 'kml', 'czml', 'model', 'ifc', 'tiles'] as const satisfies readonly OwnKind[];

const Kind = v.picklist(KINDS);
/** Metres above ground. */
const Height = v.pipe(v.number(), v.minValue(-10_000), v.maxValue(100_000));
/** Degrees clockwise from north. */
const Heading = v.pipe(v.number(), v.minValue(-3600), v.maxValue(3600));
const Place = v.object({
  longitude: LonLat.items[0],
  latitude: LonLat.items[1],
  height: Height,
  heading: Heading,
}) satisfies v.GenericSchema<OwnPlace>;

const SharedItemSchema = v.object({
  id: v.string(),
  name: v.string(),
  kind: Kind,
  datum: v.string(),
  place: v.nullable(Place),
  bytes: v.number(),
  // Absent in what was shared before it was asked for.
  classification: v.optional(ClassificationSchema, 'internal'),
  by: v.object({ user: v.string(), name: v.string(), at: v.number(), demo: v.boolean() }),
}) satisfies v.GenericSchema<unknown, SharedItem>;

/** Four numbers as a query holds them: longitude, latitude, height, heading. */
const PlaceText = v.pipe(
  v.string(),
  v.regex(/^[^,]+(,[^,]+){3}$/, 'expected longitude,latitude,height,heading'),
  v.transform((text) => {
    const [longitude, latitude, height, heading] = text.split(',').map(Number);
    return { longitude, latitude, height, heading };
  }),
  Place,
);

/** Query of `POST /api/shared`; the name of 3D Tiles is their address, which is the body. */
export const SharingSchema = v.object({
  name: v.optional(v.string(), ''),
  kind: Kind,
  datum: v.optional(v.pipe(v.string(), v.maxLength(100)), 'WGS-84'),
  place: v.optional(PlaceText),
  classification: v.optional(ClassificationSchema, 'internal'),
});

/** `place` of the query. */
export function placeText({ longitude, latitude, height, heading }: OwnPlace): string {
  return [longitude, latitude, height, heading].join(',');
}

export function parseSharedItem(input: unknown): SharedItem {
  return parseWith(SharedItemSchema, input, '/api/shared');
}

/** `GET /api/shared`: the newest first. */
export function parseSharedItems(input: unknown): readonly SharedItem[] {
  return parseWith(v.array(SharedItemSchema), input, '/api/shared');
}
