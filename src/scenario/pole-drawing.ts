import type { Instant } from '../domain/clock.ts';
import type { Drawing } from '../domain/drawing.ts';
import type { CompiledScenario } from './compiled.ts';
import { ledgerOf, type PoleRecord } from './ledger.ts';

/** Takes degrees to east and north of a plane, metres. */
export type ToPlane = (longitude: number, latitude: number) => readonly [east: number, north: number];

const LAYERS = [
  { name: 'KEEP', index: 7, colour: '#000000' },
  { name: 'NEW', index: 3, colour: '#00995c' },
  { name: 'PLANNED', index: 4, colour: '#007a99' },
  { name: 'MERGED', index: 30, colour: '#c25e00' },
  { name: 'REMOVED', index: 1, colour: '#b3261e' },
  { name: 'MERGE-LINK', index: 8, colour: '#808080' },
  { name: 'NOTE', index: 7, colour: '#000000' },
] as const;

/** Radius of a pole's circle and length of the stroke that points where it faces, metres; corners of the circle. */
const RADIUS = 0.4;
const STROKE = 1.5;
const CORNERS = 16;
/** Height of letters, metres: 2 mm on a plan of 1:500. */
const LETTERS = 1;
const NOTE_LETTERS = 2.5;

/** What becomes of a pole by `at`, as the layer that it is drawn on. */
function layerOf({ planned, from, to, fate }: PoleRecord, at: Instant): (typeof LAYERS)[number]['name'] {
  if (planned) return from <= at ? 'NEW' : 'PLANNED';
  if (at < to) return 'KEEP';
  return fate === 'merged' ? 'MERGED' : 'REMOVED';
}

/**
 * The poles of an alternative as they stand at `at`: kept, new, still planned, merged and removed ones on layers of their own, each
 * with its id and the way it faces, and lines from what was merged to what carries it. `notes` stand below, a line each.
 *
 * @throws RangeError when the plan has no poles
 */
export function poleDrawing(
  plan: CompiledScenario,
  alternative: string,
  at: Instant,
  toPlane: ToPlane,
  notes: readonly string[],
): Drawing {
  const { poles, merges } = ledgerOf(plan, alternative);
  if (poles.length === 0) throw new RangeError(`Plan "${plan.id}" has no poles; there is nothing to draw.`);
  const places = new Map(poles.map((pole) => [pole.key, toPlane(...pole.position)]));
  const lines: Drawing['lines'][number][] = [];
  const texts: Drawing['texts'][number][] = [];
  for (const pole of poles) {
    const layer = layerOf(pole, at);
    const [x, y] = places.get(pole.key) as readonly [number, number];
    const circle = Array.from({ length: CORNERS + 1 }, (_, i) => {
      const turn = (2 * Math.PI * i) / CORNERS;
      return [x + RADIUS * Math.cos(turn), y + RADIUS * Math.sin(turn)] as const;
    });
    const heading = (pole.heading * Math.PI) / 180;
    lines.push({ layer, points: circle });
    lines.push({
      layer,
      points: [
        [x, y],
        [x + STROKE * Math.sin(heading), y + STROKE * Math.cos(heading)],
      ],
    });
    texts.push({ layer, at: [x + 2 * RADIUS, y], height: LETTERS, text: pole.ref.id, anchor: 'start' });
  }
  for (const { from, carrier, falls } of merges) {
    const ends = [from, carrier].flatMap(({ layer, id }) => places.get(`${layer} ${id}`) ?? []);
    if (falls <= at && ends.length === 4)
      lines.push({
        layer: 'MERGE-LINK',
        points: [
          [ends[0]!, ends[1]!],
          [ends[2]!, ends[3]!],
        ],
      });
  }
  const all = [...places.values()];
  const [left, foot] = [Math.min(...all.map(([x]) => x)), Math.min(...all.map(([, y]) => y))];
  notes.forEach((text, row) => {
    texts.push({
      layer: 'NOTE',
      at: [left, foot - (row + 3) * 2 * NOTE_LETTERS],
      height: NOTE_LETTERS,
      text,
      anchor: 'start',
    });
  });
  return { layers: LAYERS, lines, texts };
}
