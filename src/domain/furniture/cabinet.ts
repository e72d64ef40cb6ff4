import type { Mesh } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, finishMesh, part } from './solid.ts';

/** Width, depth and height of a cabinet with its plinth, metres. */
export interface CabinetSize {
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  readonly doors: 1 | 2 | 3;
  readonly color: keyof typeof PAINT;
}

/** Typical cabinets; sizes of common products [D]. */
export const CABINETS = {
  signal: { width: 0.75, depth: 0.6, height: 1.55, doors: 1, color: 'casing' },
  telecom: { width: 1.1, depth: 0.42, height: 1.5, doors: 2, color: 'cabinetTelecom' },
  feeder: { width: 0.8, depth: 0.45, height: 1.35, doors: 1, color: 'galvanised' },
  power: { width: 1.5, depth: 0.9, height: 1.7, doors: 2, color: 'cabinetPower' },
  monitor: { width: 0.55, depth: 0.4, height: 1.2, doors: 1, color: 'galvanised' },
  multi: { width: 1.7, depth: 0.6, height: 1.65, doors: 3, color: 'casing' },
} as const satisfies Readonly<Record<string, CabinetSize>>;

const PLINTH = 0.18;
const ROOF = 0.06;
const OVERHANG = 0.04;

/** A cabinet on its plinth; the doors face +y. */
export function buildCabinet({ width, depth, height, doors, color }: CabinetSize): Mesh {
  const draft = beginMesh();
  part(draft, 'plinth', 0, () =>
    box(draft, [0, 0, 0], [width + 0.12, depth + 0.12, PLINTH], { color: PAINT.concrete }),
  );
  part(draft, 'body', 0, () =>
    box(draft, [0, 0, PLINTH], [width, depth, height - PLINTH - ROOF], { color: PAINT[color] }),
  );
  part(draft, 'roof', 0, () =>
    box(draft, [0, 0, height - ROOF], [width + OVERHANG, depth + OVERHANG, ROOF], { color: PAINT.steel }),
  );
  part(draft, 'doors', 1, () => {
    const leaf = width / doors;
    const tall = height - PLINTH - ROOF - 0.1;
    for (let i = 0; i < doors; i++) {
      const x = -width / 2 + leaf * (i + 0.5);
      box(draft, [x, depth / 2 + 0.008, PLINTH + 0.05], [leaf - 0.03, 0.016, tall], { color: PAINT[color] });
      box(draft, [x, depth / 2 + 0.02, height - ROOF - 0.22], [leaf * 0.55, 0.012, 0.08], { color: PAINT.dark });
      box(draft, [x + leaf * 0.36, depth / 2 + 0.03, PLINTH + tall * 0.5], [0.03, 0.028, 0.12], { color: PAINT.arm });
    }
  });
  return finishMesh(draft);
}
