// node scripts/letters.mjs — writes src/domain/furniture/letter-shapes.ts: the outlines of the characters that signs and
// posters show, cut into triangles. Run it after adding a text to src/domain/furniture/artwork.ts; the build only reads
// the result, so that neither tiles nor client need a font for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import earcut from 'earcut';
import { openSync } from 'fontkit';

const WEIGHT = 620;
/** Units of an em in the result: 1 is 2 mm on a character 1 m high. */
const EM = 500;
/** Farthest that a flattened outline leaves the font's, in units of the result. */
const TOLERANCE = 3;
const OUT = 'src/domain/furniture/letter-shapes.ts';

const texts = [
  readFileSync('src/domain/furniture/artwork.ts', 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
  ...JSON.parse(readFileSync('tiles/jining/roads.geojson', 'utf8')).features.map(({ properties }) => properties.name),
  '0123456789P',
];
const wanted = [...new Set(texts.join('').match(/[\p{Script=Han}0-9P]/gu))].sort();

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json')),
  '.',
);
const ranges = [
  ...readFileSync(join(folder, 'index.css'), 'utf8').matchAll(/url\(\.\/(files\/[^)]+)\)[^}]*unicode-range: ([^;]+);/g),
].map(([, file, range]) => ({
  file,
  spans: range.split(',').map((each) => {
    const [from, to] = each
      .trim()
      .slice(2)
      .split('-')
      .map((code) => Number.parseInt(code, 16));
    return [from, to ?? from];
  }),
}));
const fonts = new Map();
const fontOf = (code) => {
  const found = ranges.find(({ spans }) => spans.some(([from, to]) => code >= from && code <= to));
  if (!found) throw new Error(`No file of Noto Sans SC holds U+${code.toString(16)}.`);
  if (!fonts.has(found.file)) {
    const font = openSync(join(folder, found.file));
    font.variationCoords = [WEIGHT];
    fonts.set(found.file, font);
  }
  return fonts.get(found.file);
};

const lines = wanted.map((character) => {
  const font = fontOf(character.codePointAt(0));
  const glyph = font.glyphForCodePoint(character.codePointAt(0));
  embolden(font, glyph);
  const scale = EM / font.unitsPerEm;
  const rings = contours(glyph.path.commands, scale)
    .map(simplified)
    .filter((ring) => ring.length >= 3);
  const { points, triangles } = triangulated(rings);
  return `  ${/\d/.test(character) ? `'${character}'` : character}: '${Math.round(glyph.advanceWidth * scale)};${points.join(' ')};${triangles.join(' ')}',`;
});
writeFileSync(
  OUT,
  `/**
 * Outlines of the characters that signs and posters show, in triangles: advance; x y of each point; three indices a
 * triangle, counter-clockwise. ${EM} units an em, y up from the baseline. Noto Sans SC (SIL Open Font License 1.1), weight ${WEIGHT}.
 * Written by scripts/letters.mjs.
 */
export const LETTER_SHAPES: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

export const LETTER_EM = ${EM};
`,
);
console.log(`${OUT}: ${wanted.length} characters`);

/** Moves the points to the weight asked for: fontkit 2.0.4 does so for TrueType files, not for the glyphs of WOFF2. */
function embolden(font, glyph) {
  const { points } = font._transformedGlyphs[glyph.id];
  const origin = points[0].copy();
  Object.assign(origin, { x: 0, y: 0, endContour: true });
  const phantom = Array.from({ length: 4 }, () => origin.copy());
  font._variationProcessor.transformPoints(glyph.id, [...points, ...phantom]);
}

/** Closed rings of points; curves in as many steps as the tolerance asks for. */
function contours(commands, scale) {
  const rings = [];
  let ring = [];
  const at = (x, y) => [x * scale, y * scale];
  for (const { command, args } of commands) {
    if (command === 'moveTo') {
      ring = [at(args[0], args[1])];
      rings.push(ring);
    } else if (command === 'lineTo') ring.push(at(args[0], args[1]));
    else if (command === 'quadraticCurveTo' || command === 'bezierCurveTo') {
      const points = [ring.at(-1)];
      for (let i = 0; i < args.length; i += 2) points.push(at(args[i], args[i + 1]));
      for (let step = 1; step <= 4; step++) ring.push(bezier(points, step / 4));
    }
  }
  return rings.map((each) =>
    each.filter((p, i) => i === 0 || Math.hypot(p[0] - each[i - 1][0], p[1] - each[i - 1][1]) > 0.5),
  );
}

function bezier(points, t) {
  let level = points;
  while (level.length > 1)
    level = level
      .slice(1)
      .map((p, i) => [level[i][0] + (p[0] - level[i][0]) * t, level[i][1] + (p[1] - level[i][1]) * t]);
  return level[0];
}

/** Douglas–Peucker on a ring, from its two farthest points. */
function simplified(ring) {
  const far = ring.reduce((best, p, i) => (apart(p, ring[0]) > apart(ring[best], ring[0]) ? i : best), 0);
  const open = (points) => {
    const [a, b] = [points[0], points.at(-1)];
    let [worst, at] = [0, 0];
    points.forEach((p, i) => {
      const span = apart(a, b) || 1;
      const off = Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / span;
      if (off > worst) [worst, at] = [off, i];
    });
    return worst <= TOLERANCE ? [a, b] : [...open(points.slice(0, at + 1)).slice(0, -1), ...open(points.slice(at))];
  };
  const closed = [...open(ring.slice(0, far + 1)).slice(0, -1), ...open([...ring.slice(far), ring[0]]).slice(0, -1)];
  return closed.map(([x, y]) => [Math.round(x), Math.round(y)]);
}

function apart(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function area(ring) {
  return (
    ring.reduce((sum, [x, y], i) => {
      const [u, v] = ring[(i + 1) % ring.length];
      return sum + x * v - u * y;
    }, 0) / 2
  );
}

function contains(ring, [x, y]) {
  let inside = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length];
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  });
  return inside;
}

/** Outer rings with the holes that lie in them; strokes of a variable font may overlap, each is cut by itself. */
function triangulated(rings) {
  const outward = Math.sign(area(rings.reduce((a, b) => (Math.abs(area(b)) > Math.abs(area(a)) ? b : a))));
  const outer = rings.filter((ring) => Math.sign(area(ring)) === outward);
  const holes = rings.filter((ring) => Math.sign(area(ring)) === -outward);
  const points = [];
  const triangles = [];
  for (const ring of outer) {
    const within = holes.filter((hole) => {
      const home = outer
        .filter((each) => contains(each, hole[0]))
        .sort((a, b) => Math.abs(area(a)) - Math.abs(area(b)))[0];
      return home === ring;
    });
    const flat = [ring, ...within].flat();
    const starts = within.map((_, i) => [ring, ...within.slice(0, i)].flat().length);
    const base = points.length;
    const cut = earcut(flat.flat(), starts);
    points.push(...flat);
    for (let i = 0; i < cut.length; i += 3) {
      const [a, b, c] = [cut[i], cut[i + 1], cut[i + 2]].map((k) => flat[k]);
      const turn = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
      if (turn === 0) continue;
      const order = turn > 0 ? [0, 1, 2] : [0, 2, 1];
      triangles.push(...order.map((k) => base + cut[i + k]));
    }
  }
  return { points: points.flat(), triangles };
}
