import { type Mesh, ROLE_LATE_LEAF, ROLE_LEAF } from './mesh.ts';
import { PAINT } from './paint.ts';
import {
  beginMesh,
  type Draft,
  finishMesh,
  loft,
  type Point,
  part,
  rgb,
  type Skin,
  tube,
  turned,
  unit,
  vertex,
} from './solid.ts';

export type TreeSpecies = 'broadleaf' | 'conifer' | 'willow' | 'plane';

export const TREE_SPECIES: readonly TreeSpecies[] = ['broadleaf', 'conifer', 'willow', 'plane'];

/** A tree of `height` metres whose crown is `crown` metres wide; under 120 triangles, the same every time. */
export function buildTree(species: TreeSpecies, height = 9, crown = 6): Mesh {
  const draft = beginMesh();
  const r = crown / 2;
  switch (species) {
    case 'broadleaf':
      trunk(draft, height * 0.55, PAINT.trunk, height * 0.02);
      lumps(draft, { color: PAINT.broadleaf, role: ROLE_LEAF }, [
        [
          [0, 0, height * 0.7],
          [r * 0.82, r * 0.82, height * 0.3],
        ],
        [
          [r * 0.45, r * 0.18, height * 0.56],
          [r * 0.55, r * 0.6, height * 0.22],
        ],
        [
          [-r * 0.42, r * 0.3, height * 0.53],
          [r * 0.58, r * 0.56, height * 0.22],
        ],
        [
          [-r * 0.05, -r * 0.45, height * 0.55],
          [r * 0.62, r * 0.55, height * 0.22],
        ],
      ]);
      break;
    case 'plane':
      trunk(draft, height * 0.5, PAINT.planeTrunk, height * 0.024);
      part(draft, 'limbs', 0, () => {
        for (const side of [-1, 1])
          tube(
            draft,
            [
              [0, 0, height * 0.32],
              [side * r * 0.35, side * r * 0.12, height * 0.6],
            ],
            height * 0.014,
            height * 0.008,
            4,
            { color: PAINT.planeTrunk },
          );
      });
      lumps(draft, { color: PAINT.plane, role: ROLE_LEAF }, [
        [
          [0, 0, height * 0.76],
          [r * 0.7, r * 0.75, height * 0.24],
        ],
        [
          [r * 0.42, r * 0.1, height * 0.62],
          [r * 0.58, r * 0.62, height * 0.2],
        ],
        [
          [-r * 0.44, -r * 0.05, height * 0.6],
          [r * 0.56, r * 0.66, height * 0.2],
        ],
      ]);
      break;
    case 'conifer':
      trunk(draft, height * 0.3, PAINT.trunk, height * 0.016);
      part(draft, 'crown', 0, () => {
        for (const [from, to, wide] of [
          [0.14, 0.56, 1],
          [0.36, 0.78, 0.78],
          [0.58, 1, 0.54],
        ] as const)
          turned(
            draft,
            [0, 0],
            [
              [height * from, r * wide],
              [height * to, 0],
            ],
            9,
            { color: PAINT.conifer },
          );
      });
      break;
    case 'willow':
      trunk(draft, height * 0.6, PAINT.trunk, height * 0.022);
      part(draft, 'crown', 0, () => skirt(draft, height, r));
      break;
  }
  return shaded(finishMesh(draft), height);
}

function trunk(draft: Draft, top: number, color: string, radius: number): void {
  part(draft, 'trunk', 0, () =>
    turned(
      draft,
      [0, 0],
      [
        [0, radius],
        [top, radius * 0.55],
      ],
      5,
      { color },
    ),
  );
}

function lumps(draft: Draft, paint: Skin, each: readonly (readonly [centre: Point, radii: Point])[]): void {
  part(draft, 'crown', 0, () => {
    for (const [centre, radii] of each) lump(draft, centre, radii, paint);
  });
}

const PHI = (1 + Math.sqrt(5)) / 2;
// A vertex at the top, so that a lump is exactly as high as its radius says.
const ICOSAHEDRON: readonly Point[] = icosahedron();
const ICOSAHEDRON_FACES = [
  0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5, 0, 5, 1, 1, 6, 2, 2, 7, 3, 3, 8, 4, 4, 9, 5, 5, 10, 1, 2, 6, 7, 3, 7, 8, 4, 8, 9,
  5, 9, 10, 1, 10, 6, 11, 7, 6, 11, 8, 7, 11, 9, 8, 11, 10, 9, 11, 6, 10,
];

function icosahedron(): Point[] {
  const z = 1 / (2 * PHI - 1);
  const ring = Math.sqrt(1 - z * z);
  const at = (turn: number, height: number): Point => [
    ring * Math.cos((turn * Math.PI) / 5),
    ring * Math.sin((turn * Math.PI) / 5),
    height,
  ];
  return [
    [0, 0, 1],
    ...[0, 2, 4, 6, 8].map((turn) => at(turn, z)),
    ...[1, 3, 5, 7, 9].map((turn) => at(turn, -z)),
    [0, 0, -1],
  ];
}

/** An ellipsoid of 20 triangles with soft normals. */
function lump(draft: Draft, centre: Point, radii: Point, paint: Skin): void {
  const base = draft.positions.length / 3;
  for (const [x, y, z] of ICOSAHEDRON)
    vertex(
      draft,
      [centre[0] + x * radii[0], centre[1] + y * radii[1], centre[2] + z * radii[2]],
      unit([x / radii[0], y / radii[1], z / radii[2]]),
      paint,
    );
  for (const index of ICOSAHEDRON_FACES) draft.indices.push(base + index);
}

/** A dome whose rim hangs in uneven strands almost to the ground. */
function skirt(draft: Draft, height: number, r: number): void {
  const sides = 10;
  const ring = (radius: number, z: number, droop: number): Point[] =>
    Array.from({ length: sides }, (_, i): Point => {
      const angle = (i * 2 * Math.PI) / sides;
      return [radius * Math.cos(angle), radius * Math.sin(angle), z - (i % 2 === 0 ? droop : 0)];
    });
  loft(
    draft,
    [
      ring(r * 0.55, height * 0.42, 0),
      ring(r * 0.96, height * 0.3, height * 0.14),
      ring(r, height * 0.62, 0),
      ring(r * 0.7, height * 0.88, 0),
      ring(0, height, 0),
    ],
    { color: PAINT.willow, role: ROLE_LATE_LEAF },
    { smooth: true },
  );
}

/** Darkens what lies low and inward, so that a crown has depth without a texture. */
function shaded(mesh: Mesh, height: number): Mesh {
  const crown = mesh.parts.find((each) => each.name === 'crown')!;
  const first = mesh.indices[crown.start]!;
  const trunkColors = [PAINT.trunk, PAINT.planeTrunk].map((color) => rgb(color).join());
  for (let i = first; i < mesh.positions.length / 3; i++) {
    if (trunkColors.includes([...mesh.colors.subarray(4 * i, 4 * i + 3)].join())) continue;
    const up = mesh.positions[3 * i + 2]! / height;
    const factor = 0.66 + 0.34 * Math.min(1, Math.max(0, 0.55 * mesh.normals[3 * i + 2]! + up));
    for (let c = 0; c < 3; c++) mesh.colors[4 * i + c] = Math.round(mesh.colors[4 * i + c]! * factor);
  }
  return mesh;
}
