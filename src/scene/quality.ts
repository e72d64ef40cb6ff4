export type SceneQualityId = 'low' | 'medium' | 'high' | 'test';

/** What a quality preset buys, as data. */
export interface SceneQuality {
  /** Rendered pixels per CSS pixel, times the device's own ratio up to `maximumPixelRatio`. */
  readonly resolutionScale: number;
  readonly maximumPixelRatio: number;
  readonly msaaSamples: 1 | 2 | 4;
  /** Screen-space error of the city's tilesets, in pixels; larger is coarser. */
  readonly screenSpaceError: number;
  readonly trees: boolean;
  /** Procedural windows on buildings. */
  readonly windows: boolean;
}

export const QUALITY: Readonly<Record<SceneQualityId, SceneQuality>> = {
  low: {
    resolutionScale: 0.75,
    maximumPixelRatio: 1,
    msaaSamples: 1,
    screenSpaceError: 32,
    trees: false,
    windows: false,
  },
  medium: {
    resolutionScale: 1,
    maximumPixelRatio: 1,
    msaaSamples: 2,
    screenSpaceError: 16,
    trees: true,
    windows: true,
  },
  high: {
    resolutionScale: 1,
    maximumPixelRatio: 2,
    msaaSamples: 4,
    screenSpaceError: 16,
    trees: true,
    windows: true,
  },
  /** Small, exact and repeatable: software GL in tests. */
  test: {
    resolutionScale: 1,
    maximumPixelRatio: 1,
    msaaSamples: 1,
    screenSpaceError: 24,
    trees: true,
    windows: true,
  },
};
