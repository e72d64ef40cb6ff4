import { paintShape, rectangleAt } from './decal.ts';
import type { Mesh } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, loft, type Point, part, placed, tube, turned } from './solid.ts';

/** A storm-water pump station: sump and rack in front (+y), pump house behind, outlet to the river at −y. All 示意. */
export interface PumpStationSpec {
  /** Pumps side by side. */
  readonly pumps: number;
}

/** Metres: bay of one pump, depth of the house, height of its eaves, rim of the sump. */
const [BAY, DEEP, EAVES, RIM] = [3.2, 7, 5.2, 1.1];
const CONCRETE = { color: PAINT.concrete };
const STEEL = { color: PAINT.steel };
const DARK = { color: PAINT.dark };

/**
 * Built in layers that can be lifted off each other: 1 sump, rack and outlet, 2 pumps and pipes, 3 walls, 4 roof. Throws on
 * less than one pump.
 */
export function buildPumpStation({ pumps }: PumpStationSpec): Mesh {
  if (!(pumps >= 1)) throw new RangeError(`Pump station with ${pumps} pumps; it needs at least 1.`);
  const width = pumps * BAY + 1.2;
  const at = (i: number): number => (i - (pumps - 1) / 2) * BAY;
  const draft = beginMesh();
  part(draft, 'sump', 1, () => sump(draft, width));
  part(draft, 'rack', 1, () => rack(draft, width));
  part(draft, 'outlet', 1, () => outlet(draft, at, pumps, width));
  part(draft, 'gauge', 1, () => {
    box(draft, [width / 2 - 0.35, 7.4, 0], [0.16, 0.08, RIM + 1.4], { color: PAINT.signWhite });
    placed(draft, [width / 2 - 0.35, 7.44, 0], 0, () => {
      for (let i = 0; i < 8; i++)
        paintShape(draft, rectangleAt(i % 2 ? 0.03 : -0.03, 0.2 + i * 0.28, 0.07, 0.12), 0.006, DARK);
    });
  });
  for (let i = 0; i < pumps; i++) part(draft, `pump-${i + 1}`, 2, () => pump(draft, at(i)));
  part(draft, 'board', 2, () => {
    box(draft, [-width / 2 + 0.9, -DEEP / 2 + 1.1, 0.3], [0.8, 0.6, 2], { color: PAINT.casing });
    box(draft, [-width / 2 + 0.9, -DEEP / 2 + 1.41, 1.2], [0.5, 0.02, 0.7], DARK);
  });
  part(draft, 'house', 3, () => house(draft, width, at, pumps));
  part(draft, 'roof', 4, () => roof(draft, width));
  return finishMesh(draft);
}

function sump(draft: Draft, width: number): void {
  box(draft, [0, 0, 0], [width + 0.8, DEEP + 0.8, 0.3], CONCRETE);
  const front = DEEP / 2 + 0.4;
  for (const side of [-1, 1]) box(draft, [side * (width / 2 + 0.2), front + 2.2, 0], [0.4, 4.4, RIM], CONCRETE);
  box(draft, [0, front + 4.2, 0], [width + 0.8, 0.4, RIM * 0.55], CONCRETE);
  box(draft, [0, front + 2.1, 0], [width, 4, 0.28], { color: PAINT.sumpWater });
  // Hand rails on the side walls.
  for (const side of [-1, 1]) {
    const x = side * (width / 2 + 0.2);
    for (const y of [0.3, 2.2, 4.1]) box(draft, [x, front + y, RIM], [0.06, 0.06, 1], STEEL);
    for (const z of [0.5, 1])
      tube(
        draft,
        [
          [x, front + 0.2, RIM + z],
          [x, front + 4.2, RIM + z],
        ],
        0.03,
        0.03,
        4,
        STEEL,
      );
  }
}

/** Slanting bars before the pumps, with the beam and the grab that clears them. */
function rack(draft: Draft, width: number): void {
  const [foot, head] = [DEEP / 2 + 2.9, DEEP / 2 + 1.9];
  const bars = Math.round(width / 0.3);
  for (let i = 0; i <= bars; i++) {
    const x = -width / 2 + (width * i) / bars;
    tube(
      draft,
      [
        [x, foot, 0.2],
        [x, head, RIM + 1.3],
      ],
      0.025,
      0.025,
      3,
      DARK,
    );
  }
  box(draft, [0, head, RIM + 1.25], [width + 0.6, 0.3, 0.14], STEEL);
  for (const side of [-1, 1]) box(draft, [(side * width) / 2, head, RIM], [0.24, 0.24, 3.2], STEEL);
  box(draft, [0, head, RIM + 3.2], [width + 1, 0.3, 0.36], STEEL);
  box(draft, [width * 0.18, head + 0.05, RIM + 2.75], [0.8, 0.7, 0.5], { color: PAINT.signYellow });
  for (const x of [-0.25, 0.25]) box(draft, [width * 0.18 + x, head + 0.3, RIM + 1.6], [0.04, 0.04, 1.2], DARK);
  box(draft, [width * 0.18, head + 0.3, RIM + 1.35], [0.9, 0.3, 0.3], DARK);
}

/** Vertical pumps: casing in the floor, motor above it, delivery bend to the back wall. */
function pump(draft: Draft, x: number): void {
  const y = 0.9;
  turned(
    draft,
    [x, y],
    [
      [0.25, 0.62],
      [0.4, 0.62],
      [0.42, 0.46],
      [1.3, 0.46],
      [1.34, 0.58],
      [1.46, 0.58],
    ],
    16,
    { color: PAINT.cabinetPower },
  );
  turned(
    draft,
    [x, y],
    [
      [1.46, 0.4],
      [1.7, 0.36],
      [1.74, 0.5],
      [2.9, 0.5],
      [3, 0.36],
      [3.12, 0.12],
    ],
    16,
    { color: PAINT.signBlue },
  );
  for (let i = 0; i < 12; i++)
    placed(draft, [x, y, 1.85], i * 30, () => box(draft, [0, 0.52, 0], [0.04, 0.05, 0.95], { color: PAINT.signBlue }));
  box(draft, [x + 0.55, y, 2], [0.24, 0.3, 0.36], { color: PAINT.casing });
  const bend: Point[] = [
    [x, y - 0.35, 0.9],
    [x, y - 1.2, 0.9],
    [x, -DEEP / 2 - 0.2, 0.9],
  ];
  tube(draft, bend, 0.34, 0.34, 14, { color: PAINT.cabinetTelecom });
  tube(
    draft,
    [
      [x, -1.1, 0.9],
      [x, -1.28, 0.9],
    ],
    0.5,
    0.5,
    14,
    { color: PAINT.cabinetTelecom },
  );
  turned(
    draft,
    [x, -1.2],
    [
      [1.2, 0.05],
      [1.75, 0.05],
    ],
    8,
    STEEL,
  );
  turned(
    draft,
    [x, -1.2],
    [
      [1.75, 0.26],
      [1.8, 0.26],
    ],
    14,
    DARK,
  );
}

/** Pipes through a head wall with flap valves over an apron. */
function outlet(draft: Draft, at: (i: number) => number, pumps: number, width: number): void {
  const back = -DEEP / 2 - 2.6;
  box(draft, [0, back, 0], [width + 1.6, 0.5, 2], CONCRETE);
  for (const side of [-1, 1]) {
    const wing = (y: number, top: number): Point[] => {
      const x = side * (width / 2 + 0.6);
      return [
        [x + 0.2, y, 0],
        [x - 0.2, y, 0],
        [x - 0.2, y, top],
        [x + 0.2, y, top],
      ];
    };
    loft(
      draft,
      [wing(back - 3, 0.6), wing(back, 2)].reverse().map((ring) => [...ring].reverse()),
      CONCRETE,
    );
  }
  box(draft, [0, back - 1.7, 0], [width + 1, 3, 0.14], CONCRETE);
  for (let i = 0; i < pumps; i++) {
    tube(
      draft,
      [
        [at(i), -DEEP / 2 - 0.3, 0.9],
        [at(i), back - 0.35, 0.9],
      ],
      0.34,
      0.34,
      14,
      { color: PAINT.cabinetTelecom },
    );
    const flap: Point[] = [
      [at(i), back - 0.36, 0.9],
      [at(i), back - 0.44, 0.88],
    ];
    tube(draft, flap, 0.42, 0.42, 14, STEEL);
    box(draft, [at(i), back - 0.36, 1.3], [0.3, 0.16, 0.14], DARK);
  }
}

function house(draft: Draft, width: number, at: (i: number) => number, pumps: number): void {
  const [w, d, t] = [width / 2, DEEP / 2, 0.24];
  const wall = { color: PAINT.panel };
  for (const side of [-1, 1]) {
    box(draft, [0, side * (d - t / 2), 0.3], [width, t, EAVES], wall);
    box(draft, [side * (w - t / 2), 0, 0.3], [t, DEEP - 2 * t, EAVES], wall);
    box(draft, [0, side * (d - t / 2), 0.3], [width + 0.06, t + 0.06, 0.6], { color: PAINT.brick });
    box(draft, [side * (w - t / 2), 0, 0.3], [t + 0.06, DEEP - 2 * t, 0.6], { color: PAINT.brick });
  }
  const glass = { color: PAINT.glass };
  for (const yaw of [0, 180])
    placed(draft, [0, 0, 0], yaw, () => {
      for (let i = 0; i < pumps; i++) {
        paintShape(draft, rectangleAt(at(i), 3.9, 1.8, 1.5), d + 0.006, glass);
        box(draft, [at(i), d + 0.03, 3.05], [2, 0.12, 0.08], CONCRETE);
        for (const x of [-0.9, 0, 0.9]) box(draft, [at(i) + x, d + 0.02, 3.15], [0.06, 0.05, 1.5], wall);
      }
    });
  placed(draft, [0, 0, 0], 90, () => {
    paintShape(draft, rectangleAt(0, 1.9, 2.6, 3.1), w + 0.006, { color: PAINT.shopBoard });
    for (let i = 1; i < 8; i++) paintShape(draft, rectangleAt(0, 0.35 + i * 0.39, 2.6, 0.03), w + 0.012, DARK);
  });
}

/** A flat-pitched tiled roof with eaves, and a ridge vent. */
function roof(draft: Draft, width: number): void {
  const [w, d, z] = [width / 2 + 0.5, DEEP / 2 + 0.6, EAVES + 0.3];
  const gable = (x: number): Point[] => [
    [x, -d, z],
    [x, -d, z + 0.18],
    [x, 0, z + 1.5],
    [x, d, z + 0.18],
    [x, d, z],
  ];
  loft(draft, [gable(w), gable(-w)], { color: PAINT.roofTile });
  box(draft, [0, 0, z + 1.36], [width * 0.5, 0.9, 0.5], { color: PAINT.roofTile });
}
