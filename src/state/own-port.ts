import type { OwnDatum, OwnPlace, SharedFrom } from '../domain/own-data.ts';

/** A file, or the address of 3D Tiles, to be shown beside the city. */
export type OwnInput =
  | {
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly datum: OwnDatum;
      /** Files brought with it, by name: the buffers and pictures of a .gltf. */
      readonly beside?: ReadonlyMap<string, Uint8Array>;
      /** Where a model stands; absent: on what is looked at. */
      readonly place?: OwnPlace;
      /** Id under which colleagues have it, and whom it comes from. */
      readonly shared?: string;
      readonly from?: SharedFrom;
    }
  | { readonly url: string; readonly shared?: string; readonly from?: SharedFrom };

/** Brings things in, which takes a while; what cannot be used is told in a notice. */
export interface OwnPort {
  add(input: OwnInput): void;
  /** Flies to one of them. */
  zoom(id: string): void;
}
