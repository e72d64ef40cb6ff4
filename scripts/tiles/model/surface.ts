/** Triangles in geographic coordinates, the common form of everything drawn as a mesh. */
export interface Surface {
  /** longitude°, latitude°, height m, repeated. */
  readonly positions: number[];
  /** Unit vectors east, north, up, one a vertex. */
  readonly normals: number[];
  readonly indices: number[];
  /** sRGB bytes a vertex, when the surface is coloured. */
  readonly colors?: number[];
  /** Fourth byte of the colour, one a vertex: what the shader does with it by night. 255: nothing. */
  readonly roles?: number[];
  /** Two metres a vertex on the surface of a building, for its façade (see src/domain/building-shell.ts). */
  readonly facade?: number[];
}

export function emptySurface(): Surface {
  return { positions: [], normals: [], indices: [] };
}
