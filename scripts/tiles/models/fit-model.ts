import type { ModelFinding } from './model-finding.ts';
import { boxOf, type TriangleSoup } from './triangle-soup.ts';

/** What is expected of a model: how high it stands and how slim it is. */
export interface Expectation {
  /** Metres. */
  readonly height: number;
  /** Height over the larger side of its footprint. */
  readonly slimness: number;
}

/** Metres of one unit of the file, the right one first. */
const UNITS: readonly (readonly [unit: string, metres: number])[] = [
  ['m', 1],
  ['cm', 0.01],
  ['mm', 0.001],
  ['inch', 0.0254],
  ['km', 1000],
];

/** A model is taken as it is while it is within this factor of the expected height. */
const SAME_SIZE = 2.5;
/** And turned only when lying would make it so much less like what is expected. */
const TURN_GAIN = 1.8;
/** Share of the height that the foot may be off the ground, or the foot's middle off the origin's side. */
const OFF_ORIGIN = 0.05;

/**
 * The soup in metres, upright, its foot at height 0 and its origin within its footprint: what glTF asks for, guessed from
 * what is expected where a file does otherwise. Each guess is told.
 */
export function fitModel(soup: TriangleSoup, expected: Expectation): { soup: TriangleSoup; findings: ModelFinding[] } {
  const findings: ModelFinding[] = [];
  let fitted = soup;
  if (lies(soup, expected.slimness)) {
    fitted = turnedUp(soup);
    findings.push({ kind: 'z-up' });
  }
  const { low, high } = boxOf(fitted);
  const raw = high[1] - low[1];
  const [unit, metres] = unitOf(raw, expected.height);
  let scale = metres;
  if (unit !== 'm') findings.push({ kind: 'unit', unit, metres, height: raw * metres });
  else if (ratio(raw, expected.height) > SAME_SIZE) {
    scale = expected.height / raw;
    findings.push({ kind: 'odd-size', height: raw, expected: expected.height });
  }
  const tall = raw * scale;
  const off = originOffset(low, high).map((each) => each * scale) as [number, number, number];
  const far = Math.hypot(...off);
  if (far > OFF_ORIGIN * tall) findings.push({ kind: 'off-origin', metres: far });
  return { soup: moved(fitted, scale, off), findings };
}

/** How far apart two sizes are as a factor ≥ 1. */
function ratio(a: number, b: number): number {
  return Math.max(a / b, b / a);
}

function lies(soup: TriangleSoup, slimness: number): boolean {
  const { low, high } = boxOf(soup);
  const [x, y, z] = [0, 1, 2].map((k) => Math.max(1e-9, high[k]! - low[k]!)) as [number, number, number];
  const asIs = ratio(y / Math.max(x, z), slimness);
  const turned = ratio(z / Math.max(x, y), slimness);
  return asIs / turned > TURN_GAIN;
}

function unitOf(height: number, expected: number): readonly [unit: string, metres: number] {
  const asIs = ratio(height, expected);
  if (asIs <= SAME_SIZE) return ['m', 1];
  const best = UNITS.reduce((a, b) => (ratio(height * b[1], expected) < ratio(height * a[1], expected) ? b : a));
  // A guess must bring it near; else nobody knows, and the size is said to be odd.
  return ratio(height * best[1], expected) <= SAME_SIZE ? best : ['m', 1];
}

/** What must be taken from every vertex: the foot's height, and its middle when the origin lies outside the footprint. */
function originOffset(
  low: readonly [number, number, number],
  high: readonly [number, number, number],
): [number, number, number] {
  const outside = [0, 2].some((k) => low[k]! > 0 || high[k]! < 0);
  return [outside ? (low[0] + high[0]) / 2 : 0, low[1], outside ? (low[2] + high[2]) / 2 : 0];
}

/** Z up to Y up: a quarter turn about x. */
function turnedUp(soup: TriangleSoup): TriangleSoup {
  const turn = (values: Float32Array): Float32Array => {
    const out = new Float32Array(values.length);
    for (let i = 0; i < values.length; i += 3) out.set([values[i]!, values[i + 2]!, -values[i + 1]!], i);
    return out;
  };
  return { ...soup, positions: turn(soup.positions), normals: soup.normals && turn(soup.normals) };
}

function moved(soup: TriangleSoup, scale: number, off: readonly [number, number, number]): TriangleSoup {
  const positions = new Float32Array(soup.positions.length);
  for (let i = 0; i < positions.length; i++) positions[i] = soup.positions[i]! * scale - off[i % 3]!;
  return { ...soup, positions };
}
