import { NOTES, SLOGANS, TRADES } from './artwork.ts';
import type { BillboardSpec, BillboardType } from './billboard-spec.ts';
import { billboardSupports, columnRadius, ROOF_EDGE } from './billboard-supports.ts';
import { paintShape, rectangleAt } from './decal.ts';
import { rectangle } from './face.ts';
import { textWidth, write, writeDown } from './letters.ts';
import { type Mesh, ROLE_EMITTER, ROLE_STATUS } from './mesh.ts';
import { PAINT } from './paint.ts';
import { paintPoster } from './poster.ts';
import { beginMesh, box, type Draft, finishMesh, part, placed, plate } from './solid.ts';

/** Depth in metres of each panel; what hangs on a wall has none behind it. */
const DEPTH: Readonly<Record<BillboardType, number>> = {
  roof: 0.4,
  wall: 0.16,
  column: 0.9,
  led: 0.4,
  'light-box': 0.26,
  'tri-vision': 0.3,
  painted: 0.03,
  projection: 0.02,
  ticker: 0.18,
  'bus-shelter': 0.16,
  hoarding: 0.06,
  'shop-sign': 0.2,
  'second-sign': 0.14,
  'cut-letters': 0.06,
};

const FRAME = { color: PAINT.frame };

/** Whether a type hangs on a wall, so that its origin lies in the wall's plane. */
export function hangsOnWall(type: BillboardType): boolean {
  switch (type) {
    case 'wall':
    case 'led':
    case 'tri-vision':
    case 'painted':
    case 'projection':
    case 'ticker':
    case 'shop-sign':
    case 'second-sign':
    case 'cut-letters':
      return true;
    case 'roof':
    case 'column':
    case 'light-box':
    case 'bus-shelter':
    case 'hoarding':
      return false;
  }
}

/** A billboard that faces +y: `structure`, `panel` (emits its light) and `status` strip. Its top is bottom + height. */
export function buildBillboard(spec: BillboardSpec): Mesh {
  const { type, width, height, bottom } = spec;
  if (!(width > 0 && height > 0 && bottom >= 0))
    throw new RangeError(
      `Billboard ${width} × ${height} m at ${bottom} m: sides must be above 0, the bottom not below.`,
    );
  const draft = beginMesh();
  const depth = type === 'column' ? columnRadius(width) * 1.8 : DEPTH[type];
  const middle = hangsOnWall(type) ? 0.06 + depth / 2 : 0;
  part(draft, 'structure', 0, () => {
    box(draft, [0, middle, bottom], [width, depth, height - headroom(type)], FRAME);
    billboardSupports(draft, spec);
  });
  part(draft, 'panel', 0, () => {
    FACES[type](draft, spec, middle + depth / 2);
    // A T sign, a light box and the panel of a shelter are let on both faces.
    if (type === 'column' || type === 'light-box' || type === 'bus-shelter')
      placed(draft, [0, 0, 0], 180, () => FACES[type](draft, { ...spec, art: (spec.art ?? 0) + 1 }, depth / 2));
  });
  const strip = Math.min(0.08, height * 0.06);
  part(draft, 'status', 0, () =>
    box(draft, [0, middle, bottom + height - headroom(type) - strip], [width + 0.06, depth + 0.06, strip], {
      color: PAINT.status,
      role: ROLE_STATUS,
    }),
  );
  return finishMesh(draft);
}

type Face = (draft: Draft, spec: BillboardSpec, y: number) => void;

const FACES: Readonly<Record<BillboardType, Face>> = {
  roof: posterFace,
  wall: posterFace,
  column: posterFace,
  led: posterFace,
  'light-box': posterFace,
  painted: posterFace,
  projection: posterFace,
  'bus-shelter': (draft, spec, y) => {
    posterFace(draft, spec, y);
    write(draft, NOTES.shelter, [0, spec.bottom + spec.height - 0.07], 0.11, ROOF_EDGE + 0.006, {
      color: PAINT.signWhite,
    });
  },
  'tri-vision': (draft, spec, y) => {
    posterFace(draft, spec, y);
    // The seams of the prisms, as it rests between two turns.
    const blades = Math.max(6, Math.round(spec.width / 0.5));
    for (let i = 1; i < blades; i++)
      paintShape(
        draft,
        rectangleAt(
          -spec.width / 2 + (i * spec.width) / blades,
          spec.bottom + spec.height / 2,
          0.02,
          spec.height * 0.88,
        ),
        y + 0.02 + paintGap(spec) * 6.5,
        FRAME,
      );
  },
  ticker: (draft, spec, y) => {
    const inner = sheetOf(spec);
    plate(draft, rectangle(inner.width, inner.height, inner.z), y, 0.01, { color: PAINT.dark });
    const { first, second } = SLOGANS[2] as (typeof SLOGANS)[number];
    const text = `${first}${second}`;
    const size = Math.min(inner.height * 0.72, inner.width / textWidth(text, 1.05));
    write(draft, text, [0, inner.z], size, y + 0.02, { color: PAINT.tickerText, role: ROLE_EMITTER });
  },
  hoarding: (draft, spec, y) => {
    const inner = sheetOf(spec);
    const bay = inner.height * 2.4;
    const bays = Math.max(1, Math.round(inner.width / bay));
    for (let i = 0; i < bays; i++)
      placed(draft, [inner.width / 2 - (i + 0.5) * (inner.width / bays), 0, 0], 0, () =>
        paintPoster(
          draft,
          { ...inner, width: inner.width / bays - 0.12, y: y + 0.01, gap: 0.008 },
          (spec.art ?? 0) + i,
          spec.detail === 'closeup',
        ),
      );
  },
  'shop-sign': (draft, spec, y) => tradeBoard(draft, spec, y, PAINT.shopBoard, PAINT.panel),
  'second-sign': (draft, spec, y) => tradeBoard(draft, spec, y, PAINT.panel, PAINT.frame),
  'cut-letters': (draft, spec, y) => tradeBoard(draft, spec, y, PAINT.frame, PAINT.lens),
};

/** Metres between the panel of a shelter and the upper side of its roof, which is where its height ends. */
function headroom(type: BillboardType): number {
  return type === 'bus-shelter' ? 0.3 : 0;
}

function paintGap({ width }: BillboardSpec): number {
  return width > 4 ? 0.012 : 0.006;
}

/** The face inside the rim and below the status strip. */
function sheetOf({ type, width, height, bottom }: BillboardSpec): { width: number; height: number; z: number } {
  const rim = Math.min(0.14, height * 0.06);
  const strip = type === 'bus-shelter' ? 0 : Math.min(0.06, height * 0.05);
  const tall = height - headroom(type) - 2 * rim - strip;
  return { width: width - 2 * rim, height: tall, z: bottom + rim + tall / 2 };
}

function posterFace(draft: Draft, spec: BillboardSpec, y: number): void {
  const inner = sheetOf(spec);
  paintPoster(draft, { ...inner, y: y + 0.01, gap: paintGap(spec) }, spec.art ?? 0, spec.detail === 'closeup');
}

/** A board over a door that names a trade, written along it, or down an upright one. */
function tradeBoard(draft: Draft, spec: BillboardSpec, y: number, ground: string, ink: string): void {
  const inner = sheetOf(spec);
  const lit = (color: string) => ({ color, role: ROLE_EMITTER });
  plate(draft, rectangle(inner.width, inner.height, inner.z), y, 0.02, { color: ground });
  const text = TRADES[(spec.art ?? 0) % TRADES.length] as string;
  if (inner.height > inner.width * 1.5) {
    writeDown(draft, text, [0, inner.z], Math.min(inner.width * 0.7, inner.height / 5), y + 0.028, lit(ink));
    return;
  }
  const size = Math.min(inner.height * 0.66, inner.width / (textWidth(text, 1) + 0.6));
  write(draft, text, [0, inner.z], size, y + 0.028, lit(ink));
}
