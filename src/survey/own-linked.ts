import { OwnDataError } from '../domain/own-data.ts';
import { walkXml } from './read/xml.ts';

/** What lies elsewhere is not fetched: nothing leaves the network, and a single file brings nothing beside it. */

const LOCAL_LINK = /^\s*data:/;
/** Elements that are nothing without what they link to. */
const LINKED = ['GroundOverlay', 'PhotoOverlay', 'ScreenOverlay', 'NetworkLink', 'NetworkLinkControl', 'Model', 'Icon'];

/**
 * A KML without pictures, overlays, models and links that lie elsewhere (points then have the plain pin), and without its balloons.
 * Throws OwnDataError when it is no well-formed KML.
 */
export function kmlHere(
  name: string,
  given: string,
): { readonly text: string; readonly count: number; readonly leftOut: number } {
  if (!/<(\w+:)?kml[\s>]/.test(given))
    throw new OwnDataError(
      `${name}: "${given.slice(0, 20)}" is no KML; export it again or choose another file.`,
      `${name}：“${given.slice(0, 20)}”不是 KML，请重新导出或另选文件。`,
    );
  let count = 0;
  const open: string[] = [];
  let trouble = '';
  try {
    walkXml(new TextEncoder().encode(given), {
      open(element) {
        open.push(element);
        if (element === 'Placemark') count += 1;
      },
      close: () => void open.pop(),
    });
    if (open.length > 0) trouble = `<${open.at(-1)}> is not closed`;
  } catch (error) {
    trouble = `${(error as Error).message}${open.length > 0 ? ` in <${open.at(-1)}>` : ''}`;
  }
  if (trouble !== '')
    throw new OwnDataError(
      `${name}: the XML breaks off (${trouble}); export it again.`,
      `${name}：XML 不完整（${trouble}），请重新导出。`,
    );
  let leftOut = 0;
  let text = given.replace(element('description|BalloonStyle|Snippet|snippet'), '');
  for (const each of LINKED)
    text = text.replace(element(each), (whole) => {
      const links = [
        ...whole.matchAll(/<(?:\w+:)?href[^>]*>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/(?:\w+:)?href>/g),
      ];
      if (links.every(([, link = '']) => LOCAL_LINK.test(link))) return whole;
      leftOut += 1;
      return '';
    });
  return { text, count, leftOut };
}

/** Whole elements of these names, with whatever prefix. */
function element(names: string): RegExp {
  return new RegExp(`<((?:\\w+:)?(?:${names}))(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</\\1>)`, 'g');
}

/** CZML packets without pictures and models that lie elsewhere; a billboard becomes a point. */
export function czmlHere(given: readonly unknown[]): {
  readonly packets: readonly unknown[];
  readonly leftOut: number;
} {
  let leftOut = 0;
  const isElsewhere = (value: unknown): boolean => {
    const uri = typeof value === 'object' && value !== null && 'uri' in value ? value.uri : value;
    return typeof uri === 'string' && !LOCAL_LINK.test(uri);
  };
  const kept = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, part]) => {
        if (['image', 'gltf', 'uri'].includes(key) && isElsewhere(part)) {
          leftOut += 1;
          return [];
        }
        return [[key, kept(part)]];
      }),
    );
  };
  const packets = given.map((packet) => {
    const here = kept(packet) as Record<string, unknown>;
    const { billboard, ...rest } = here;
    if (typeof billboard !== 'object' || billboard === null || 'image' in billboard) return here;
    return { point: { pixelSize: 12, color: { rgba: [194, 56, 127, 255] } }, ...rest };
  });
  return { packets, leftOut };
}
