type Fields = Readonly<Record<string, unknown>>;

/** `"key"=>"value"` of PostgreSQL's hstore; a text that a table cut off ends with the last whole pair. */
const PAIR = /"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * The fields of a record with the tags that GDAL's OpenStreetMap tables have no column for: one text in `other_tags`, hstore or
 * JSON. A column of its own comes before it.
 */
export function withOtherTags(fields: Fields): Fields {
  const text = fields.other_tags;
  if (typeof text !== 'string' || text === '') return fields;
  const out: Record<string, unknown> = {};
  for (const [key, value] of text.trimStart().startsWith('{') ? jsonPairs(text) : hstorePairs(text)) out[key] = value;
  for (const [key, value] of Object.entries(fields))
    if (value !== null && value !== '' && value !== undefined) out[key] = value;
    else if (!(key in out)) out[key] = value;
  return out;
}

function hstorePairs(text: string): (readonly [string, unknown])[] {
  const plain = (part: string | undefined): string => (part ?? '').replace(/\\(.)/g, '$1');
  return Array.from(text.matchAll(PAIR), ([, key, value]) => [plain(key), plain(value)] as const);
}

function jsonPairs(text: string): (readonly [string, unknown])[] {
  try {
    return Object.entries(JSON.parse(text) as object);
  } catch {
    return [];
  }
}
