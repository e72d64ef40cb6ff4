/** Form of the screen; a mode has one layout for each. `wide` is two 16:9 walls side by side or more. */
export type ScreenShape = 'portrait' | 'landscape' | 'wide';

/** How large type is; all panel sizes follow it. */
export type TypeScale =
  /** Grows gently with the width of a desk screen. */
  | { readonly kind: 'desk'; readonly basePixels: number; readonly referenceWidth: number }
  /** From the wall's height and the viewer's distance, metres. */
  | { readonly kind: 'wall'; readonly wallHeight: number; readonly distance: number }
  /** In proportion to the short edge of a kiosk. */
  | { readonly kind: 'kiosk'; readonly basePixels: number; readonly referenceEdge: number };

/** A wall as the link gives it (`wall=W×H`, `distance`), metres. */
export interface Wall {
  readonly height: number;
  readonly distance: number;
}

/** Viewing distance over the height of readable text, and over the height of a figure (look.md, Type). */
export const TEXT_AT_DISTANCE = 220;
export const FIGURE_AT_DISTANCE = 100;
/** Root size over the least readable one, so that secondary text at 0.78rem still reads. */
const ROOM = 1.3;

/** Font size of the root element in CSS pixels for a viewport of width × height CSS pixels. */
export function rootFontPixels(scale: TypeScale, width: number, height: number, wall?: Wall): number {
  switch (scale.kind) {
    case 'desk':
      return scale.basePixels * Math.max(1, Math.min(2, (width / scale.referenceWidth) ** 0.6));
    case 'wall': {
      const { wallHeight, distance } = wall ? { wallHeight: wall.height, distance: wall.distance } : scale;
      return Math.max(12, ((ROOM * distance) / TEXT_AT_DISTANCE / wallHeight) * height);
    }
    case 'kiosk':
      return scale.basePixels * Math.max(0.75, Math.min(width, height) / scale.referenceEdge);
  }
}

/** The form of a viewport: from 2.6:1 on it is two screens wide. */
export function screenShape(width: number, height: number): ScreenShape {
  if (width < height) return 'portrait';
  return width / height >= 2.6 ? 'wide' : 'landscape';
}
