import { Deck, MapView, type MapViewState } from '@deck.gl/core';
import type { CameraView } from '../domain/camera.ts';
import { SCENE_PALETTE } from '../domain/palette.ts';
import { footprintOf, steered } from './footprint.ts';
import type { OverviewData } from './overview-data.ts';
import { overviewLayers } from './overview-layers.ts';
import { type StatusAtlas, statusAtlas } from './status-atlas.ts';

/** The linked map: follows the main camera, and steers it. */
export interface Overview {
  update(data: Partial<OverviewData>): void;
  /** The main camera moved; cheap enough for every frame. */
  setCamera(view: CameraView): void;
  /** `listener` gets the camera that a drag or click asks for. Returns its own undo. */
  onSteer(listener: (view: CameraView) => void): () => void;
  /** `listener` gets the least and the greatest value of the hexagons when they were brought together. Returns its own undo. */
  onDensityRange(listener: (range: readonly [number, number]) => void): () => void;
  /** What has been loaded and what failed, for the status line and the journeys. */
  stats(): OverviewStats;
  destroy(): void;
}

interface OverviewStats {
  /** Frames drawn; stands still while nothing changes. */
  readonly frames: number;
  readonly tilesLoaded: number;
  /** Address and reason of tiles that could not be drawn. */
  readonly tileErrors: readonly string[];
}

/** The map keeps this tilt, in degrees from straight down; at 45 the far side of a small panel is all roofs. */
const TILT = 38;
const LIMITS = { minZoom: 9.5, maxZoom: 17.5 } as const;
/** Milliseconds after the last drag in which the main camera's own motion does not move the map. */
const HOLD = 400;

/** Draws the overview into `element`, which must be positioned and sized. Throws when the browser gives no WebGL2. */
export function mountOverview(element: HTMLElement, input: OverviewData): Overview {
  let data = input;
  let atlas: StatusAtlas = statusAtlas(data.light);
  let viewState = following(data, element);
  let heldUntil = 0;
  let scheduled = 0;
  const listeners = new Set<(view: CameraView) => void>();
  const rangeListeners = new Set<(range: readonly [number, number]) => void>();
  const tileErrors: string[] = [];
  let frames = 0;

  const root = document.createElement('div');
  root.style.cssText = 'position:absolute;inset:0;overflow:hidden';
  element.append(root);

  const deck = new Deck<MapView>({
    parent: root,
    views: new MapView({ id: 'overview', nearZMultiplier: 0.05 }),
    viewState,
    controller: { dragRotate: false, touchRotate: false, keyboard: false, doubleClickZoom: false, inertia: false },
    // A map of 300 px gains nothing from three device pixels a pixel.
    useDevicePixels: Math.min(1.5, globalThis.devicePixelRatio || 1),
    layers: [],
    getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'crosshair'),
    onViewStateChange: ({ viewState: next, interactionState }) => {
      viewState = clamped(next as MapViewState, data.bounds);
      heldUntil = performance.now() + HOLD;
      redraw();
      if (interactionState.isPanning || interactionState.isDragging) steer([viewState.longitude, viewState.latitude]);
    },
    onClick: ({ coordinate }) => {
      if (coordinate) steer([coordinate[0]!, coordinate[1]!]);
    },
    onAfterRender: () => {
      frames += 1;
    },
    onError: (error) => {
      tileErrors.push(String(error.message));
      console.error(error);
    },
  });
  const observer = new ResizeObserver(() => {
    viewState = following(data, element);
    redraw();
  });
  observer.observe(root);
  redraw();

  function redraw(): void {
    if (scheduled === 0) scheduled = requestAnimationFrame(apply);
  }

  function apply(): void {
    scheduled = 0;
    root.style.background = SCENE_PALETTE.ground[data.light];
    deck.setProps({ viewState, layers: overviewLayers(data, atlas, tileFailed, ranged) });
  }

  function ranged(range: readonly [number, number]): void {
    for (const listener of rangeListeners) listener(range);
  }

  function tileFailed(url: string, message: string): void {
    tileErrors.push(`${url}: ${message}`);
  }

  function steer(target: readonly [number, number]): void {
    const view = steered(data.camera, target);
    data = { ...data, camera: view };
    redraw();
    for (const listener of listeners) listener(view);
  }

  return {
    update(next) {
      if (next.light && next.light !== data.light) atlas = statusAtlas(next.light);
      data = { ...data, ...next };
      if (next.camera && performance.now() > heldUntil) viewState = following(data, element);
      redraw();
    },
    setCamera(view) {
      if (view.every((each, i) => each === data.camera[i])) return;
      data = { ...data, camera: view };
      if (performance.now() > heldUntil) viewState = following(data, element);
      redraw();
    },
    onSteer(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDensityRange(listener) {
      rangeListeners.add(listener);
      return () => rangeListeners.delete(listener);
    },
    stats: () => ({ frames, tilesLoaded: tilesLoaded(deck), tileErrors }),
    destroy() {
      cancelAnimationFrame(scheduled);
      observer.disconnect();
      listeners.clear();
      rangeListeners.clear();
      const canvas = deck.getCanvas();
      deck.finalize();
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      root.remove();
    },
  };
}

/** North up, the main camera's target in the middle, its footprint about half the map. */
function following(data: OverviewData, element: HTMLElement): MapViewState {
  const { target, reach } = footprintOf(data.camera, data.fieldOfView, data.aspect);
  const span = Math.max(600, 3.2 * Math.max(reach, data.camera[2]));
  const pixels = Math.max(80, Math.min(element.clientWidth, element.clientHeight));
  // 512-pixel world tiles: metres a pixel at zoom z are 78271.5 · cos φ / 2^z.
  const zoom = Math.log2((78_271.5 * Math.cos((target[1] * Math.PI) / 180) * pixels) / span);
  return clamped({ longitude: target[0], latitude: target[1], zoom, pitch: TILT, bearing: 0 }, data.bounds);
}

function clamped(view: MapViewState, [west, south, east, north]: OverviewData['bounds']): MapViewState {
  return {
    ...view,
    ...LIMITS,
    longitude: Math.min(east, Math.max(west, view.longitude)),
    latitude: Math.min(north, Math.max(south, view.latitude)),
    zoom: Math.min(LIMITS.maxZoom, Math.max(LIMITS.minZoom, view.zoom)),
    pitch: TILT,
    bearing: 0,
  };
}

function tilesLoaded(deck: Deck<MapView>): number {
  const layers = (deck.props.layers ?? []) as {
    id?: string;
    state?: { tileset3d?: { tiles: { contentReady?: boolean }[] } };
  }[];
  return layers.reduce(
    (sum, layer) => sum + (layer?.state?.tileset3d?.tiles.filter((tile) => tile.contentReady).length ?? 0),
    0,
  );
}
