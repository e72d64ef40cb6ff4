/**
 * What a JSON file is by its beginning: a stream of features, lines of features, elements of OpenStreetMap, a CityJSON
 * sequence; undefined: something else.
 */
export function jsonKind(head: string): 'FeatureCollection' | 'lines' | 'elements' | 'sequence' | undefined {
  const { keys, type, end } = firstObject(head);
  if (type === 'CityJSON' || keys.has('CityObjects'))
    return end !== null && /^\s*\{/.test(head.slice(end)) ? 'sequence' : undefined;
  if (type === undefined && keys.has('elements')) return 'elements';
  if (keys.has('features') && (type === undefined || type === 'FeatureCollection'))
    return /"features"\s*:\s*\[/.test(head) ? 'FeatureCollection' : undefined;
  if (type === 'Feature' || (type === undefined && end === null && keys.has('geometry'))) return 'lines';
  return undefined;
}

/** Keys of the outermost object as far as the text goes, the value of its `type`, and where it ends. */
function firstObject(text: string): { keys: ReadonlySet<string>; type: string | undefined; end: number | null } {
  const keys = new Set<string>();
  let type: string | undefined;
  let depth = 0;
  let key = '';
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;
  if (!/^\s*\{/.test(text)) return { keys, type, end: null };
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [whole, string, colon] = match;
    if (whole === '{' || whole === '[') depth++;
    else if (whole === '}' || whole === ']') {
      depth--;
      if (depth === 0) return { keys, type, end: token.lastIndex };
    } else if (depth === 1 && colon !== undefined) {
      key = string ?? '';
      keys.add(key);
    } else if (depth === 1 && key === 'type') type ??= string;
  }
  return { keys, type, end: null };
}
