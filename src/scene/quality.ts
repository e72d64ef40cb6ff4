export type SceneQualityId = 'low' | 'medium' | 'high' | 'test';

/** What a quality preset buys, as data. */
export interface SceneQuality {
  /** Rendered pixels per device pixel, of which a CSS pixel has `maximumPixelRatio` at most. */
  readonly resolutionScale: number;
  readonly maximumPixelRatio: number;
  readonly msaaSamples: 1 | 2 | 4;
  /** Screen-space error of the city's tilesets, in pixels; larger is coarser. */
  readonly screenSpaceError: number;
  readonly trees: boolean;
  /** Procedural windows on buildings. */
  readonly windows: boolean;
  /** Grain of asphalt, paving, grass and ballast. */
  readonly grain: boolean;
  /** Falling rain; fog, cloud and wet roads cost nothing and are always drawn. */
  readonly rain: boolean;
  /** Texels along an edge of the map of the sun's shadows; null draws none. */
  readonly shadows: number | null;
  /** Whether a picture shows only when it is whole; otherwise it grows as its tiles come. */
  readonly wholeOnly: boolean;
  /** What a frame in motion may take, ms, before the governor steps in; null leaves the preset alone. */
  readonly frameBudget: number | null;
}

export const QUALITY: Readonly<Record<SceneQualityId, SceneQuality>> = {
  low: {
    resolutionScale: 0.75,
    maximumPixelRatio: 1,
    msaaSamples: 1,
    screenSpaceError: 32,
    trees: false,
    windows: false,
    grain: false,
    rain: false,
    shadows: null,
    wholeOnly: false,
    frameBudget: 34,
  },
  medium: {
    resolutionScale: 1,
    maximumPixelRatio: 1,
    msaaSamples: 2,
    screenSpaceError: 16,
    trees: true,
    windows: true,
    grain: true,
    rain: true,
    shadows: null,
    wholeOnly: false,
    frameBudget: 25,
  },
  high: {
    resolutionScale: 1,
    maximumPixelRatio: 2,
    msaaSamples: 4,
    screenSpaceError: 16,
    trees: true,
    windows: true,
    grain: true,
    rain: true,
    shadows: 4096,
    wholeOnly: false,
    frameBudget: 25,
  },
  /** Small, exact and repeatable: software GL in tests. */
  test: {
    resolutionScale: 1,
    maximumPixelRatio: 1,
    msaaSamples: 1,
    screenSpaceError: 24,
    trees: true,
    windows: true,
    grain: false,
    rain: true,
    shadows: null,
    wholeOnly: true,
    frameBudget: null,
  },
};
