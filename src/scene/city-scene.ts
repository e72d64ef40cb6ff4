import { BoundingSphere, type CesiumWidget, JulianDate, Matrix4 } from '@cesium/engine';
import { slotOf } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { LandscapeSchedule } from '../domain/landscape-lighting.ts';
import { weatherOf, weatherVersion } from '../domain/weather.ts';
import { createAtmosphere } from './atmosphere.ts';
import { createBasemap } from './basemap.ts';
import { flyTo, frameOf, groundAt, limitCamera, rayAt, setView, viewOf } from './camera.ts';
import { createCapture } from './capture.ts';
import { createClipping } from './clipping.ts';
import { createDepthPicking } from './depth-picking.ts';
import type { Drawing } from './drawing.ts';
import type { Gesture } from './editing-spec.ts';
import { footing } from './footing.ts';
import { createFrames } from './frame.ts';
import { createGoverning } from './governing.ts';
import { type SceneTerrain, sceneGround } from './ground.ts';
import { createGroundGlobe } from './ground-globe.ts';
import { groundPlace } from './ground-place.ts';
import { createLabels } from './labels.ts';
import { createLayerSet } from './layer-set.ts';
import { createLinks } from './layers/links.ts';
import { createLuxDrape } from './layers/lux-field.ts';
import { createModelWater } from './layers/model-water.ts';
import { tableOf } from './layers/point.ts';
import { QUAD } from './layers/symbols.ts';
import { createLinkedViews } from './linked-views.ts';
import { createListeners } from './listeners.ts';
import { createLivenessTimer } from './liveness-timer.ts';
import { createOwnData } from './own-data.ts';
import { createPicking } from './picking.ts';
import { glOf } from './private/context.ts';
import { drawSky } from './private/draw.ts';
import { awaitReadBacks } from './private/read-back.ts';
import { createPulse } from './pulse.ts';
import { QUALITY } from './quality.ts';
import { createRain } from './rain.ts';
import type { CityScene, SceneOwn, ScenePin, SceneSpec, SceneTrouble } from './scene-spec.ts';
import { createSettled } from './settled.ts';
import { SKY_FRAGMENT, SKY_VERTEX } from './shaders/sky.glsl.ts';
import { createSunShadows } from './sun-shadows.ts';
import { placeAt, screenOf } from './surface.ts';
import { createTilesets } from './tilesets.ts';
import { createDrag } from './tools/drag.ts';
import { createGripMarks } from './tools/grip-marks.ts';
import { createGuides } from './tools/guides.ts';
import { createReviewPins } from './tools/review-pins.ts';
import { countUploads } from './uploads.ts';
import { createWaterMotion } from './water-motion.ts';
import { createWholePictures } from './whole-pictures.ts';

/** The sun is the same over a whole city; it is placed again when the camera has gone this far, degrees. */
const SUN_STEP = 0.25;
/** Ripples are smaller than a pixel from here on, metres: those of a river, and of a flooded road. */
const RIVER_FAR = 700;
const FLOOD_FAR = 160;

/** What a scene tells, and what comes with it. */
interface SceneEvents {
  trouble: SceneTrouble;
  lost: undefined;
  camera: CameraView;
  gesture: Gesture;
  box: readonly string[];
}

export interface CitySceneOptions {
  /** Losses of earlier scenes of this page, so that the count survives a rebuild. */
  readonly contextLosses?: number;
  /** The ground that the city's tiles were built on; absent: flat. */
  readonly terrain?: SceneTerrain | null;
  /** Whether only whole pictures are drawn at any quality, as at `test`. */
  readonly wholePictures?: boolean;
  /** Vertices of streamed models that a frame may draw; absent: `MODEL_VERTICES`. */
  readonly modelVertices?: number | undefined;
  /** When the lights of the watersides burn; absent: the usual hours. */
  readonly landscape?: LandscapeSchedule | undefined;
}

/** Draws the city into `widget` (made with `createWidgetOptions`). Destroys what it made; the widget is its owner's. */
export function createCityScene(widget: CesiumWidget, options: CitySceneOptions = {}): CityScene {
  const { scene, canvas } = widget;
  const uploads = countUploads(glOf(scene));
  const frames = createFrames(scene);
  const atmosphere = createAtmosphere(scene, options.landscape);
  const undoSky = drawSky(scene, {
    vertexShader: SKY_VERTEX,
    fragmentShader: SKY_FRAGMENT,
    attributes: [{ name: 'corner', components: 2, data: QUAD.corners }],
    indices: QUAD.indices,
    instances: 0,
    uniforms: { ...atmosphere.uniforms, ...atmosphere.skyUniforms },
    modelMatrix: Matrix4.IDENTITY,
    bounds: new BoundingSphere(),
    kind: 'surface',
    depthTest: false,
  });
  const listeners = createListeners<SceneEvents>();
  const report = (trouble: SceneTrouble) => {
    if (!listeners.tell('trouble', trouble))
      console.error(`${trouble.kind} "${trouble.id}": ${trouble.message} at ${trouble.url}`);
  };
  const ground = sceneGround(options.terrain ?? null);
  const globe = createGroundGlobe(scene, atmosphere, options.terrain ?? null, frames, report);
  const shadows = createSunShadows(scene, atmosphere);
  const tilesets = createTilesets(
    scene,
    atmosphere,
    frames,
    report,
    { ...shadows.uniforms, u_waterTime: () => water.time() },
    options.modelVertices,
  );
  const water = createWaterMotion(scene, frames, ground.heightAt, [
    { reach: tilesets.water, far: RIVER_FAR },
    { reach: (spec) => layers.flooded(spec), far: FLOOD_FAR },
  ]);
  const rain = createRain(scene, frames, atmosphere);
  const governing = createGoverning(scene, frames, (step) => {
    if (spec) applyQuality(spec.quality);
    tilesets.coarsen(step.screenSpaceError);
    frames.request('governor');
  });
  const basemap = createBasemap({ scene, frames, trouble: report, covers: tilesets.coverGround });
  let spec: SceneSpec | null = null;
  let fleetSeen: Fleet | null = null;
  let weatherSeen = -1;
  let alarmsSeen = -1;
  let contextLosses = options.contextLosses ?? 0;
  const pulse = createPulse(scene, frames);
  const clipping = createClipping(scene, frames, ground);
  const drawing: Drawing = {
    scene,
    atmosphere,
    ground: ground.heightAt,
    pixelRatio: () => scene.drawingBufferWidth / Math.max(canvas.clientWidth, 1),
    symbolScale: () => spec?.symbolScale ?? 1,
    cut: clipping.uniforms,
  };
  const layers = createLayerSet({
    ...drawing,
    calm: () => (spec?.emphasis === 'alerts' ? 1 : 0),
    seeThrough: () => (spec?.style === 'translucent' ? 1 : 0),
    pulse: pulse.phase,
    water: { u_waterTime: () => water.time(), ...groundPlace(scene, atmosphere) },
  });
  const views = createLinkedViews(scene, canvas);
  const links = createLinks(drawing);
  const labels = createLabels(drawing, frames, layers);
  const guides = createGuides(drawing, frames);
  const grips = createGripMarks(drawing);
  const own = createOwnData(widget, frames, ground, (id, message) => report({ kind: 'own', id, url: '', message }));
  const depth = createDepthPicking(scene, canvas, frames);
  const pins = createReviewPins(scene, frames, ground.heightAt);
  const drag = createDrag({
    scene,
    canvas,
    layers,
    marks: grips,
    ground: ground.heightAt,
    onGesture: (gesture) => listeners.tell('gesture', gesture),
    onBox: (ids) => listeners.tell('box', ids),
    changed: () => frames.request('editing'),
  });
  const picking = createPicking({ scene, views, pins, tilesets, layers, ground, spec: () => spec });
  const lux = createLuxDrape(drawing);
  const modelWater = createModelWater(drawing);

  // Cesium's own style sheet is not loaded: the canvas fills its container by itself.
  for (const part of [canvas, canvas.parentElement]) {
    if (!part) continue;
    part.style.width = '100%';
    part.style.height = '100%';
  }
  canvas.style.touchAction = 'none';
  widget.resize();
  limitCamera(scene);

  const placeSun = ({ at, era }: Pick<SceneSpec, 'at' | 'era'>) => {
    const { longitude, latitude } = scene.camera.positionCartographic;
    const snap = (radians: number) => Math.round((radians * 180) / Math.PI / SUN_STEP) * SUN_STEP;
    widget.clock.currentTime = JulianDate.fromDate(new Date(at));
    if (!atmosphere.set(at, snap(longitude), snap(latitude), weatherOf(fleetSeen, at, era))) return false;
    globe.update();
    followLight();
    basemap.light(atmosphere.light().day);
    labels.light();
    return true;
  };

  /** What hangs on light and weather beside uniforms: shadows and rain. */
  function followLight() {
    if (!spec) return;
    const quality = QUALITY[spec.quality];
    if (shadows.follow(quality)) frames.request('time');
    tilesets.castShadows(shadows.casting);
    rain.follow(spec, quality);
  }

  const liveness = createLivenessTimer(
    frames,
    () => (spec && !spec.frozen && spec.era === 'now' ? spec.now : null),
    () => (spec ? layers.nextTransition(spec) : Number.POSITIVE_INFINITY),
    (at) => {
      if (!spec) return;
      spec = { ...spec, now: at, at };
      if (!layers.judgeDue(spec)) return;
      frames.request('liveness');
      observed();
    },
  );

  const applyQuality = (quality: SceneSpec['quality']) => {
    const preset = QUALITY[quality];
    widget.useBrowserRecommendedResolution = false;
    widget.resolutionScale =
      preset.resolutionScale *
      governing.now.resolution *
      Math.min(1, preset.maximumPixelRatio / window.devicePixelRatio);
    scene.msaaSamples = preset.msaaSamples;
    pictures.only(preset.wholeOnly || options.wholePictures === true);
    return preset;
  };

  awaitReadBacks();
  const undos = [
    scene.camera.changed.addEventListener(() => cameraMoved()),
    scene.camera.moveEnd.addEventListener(() => cameraMoved()),
    scene.renderError.addEventListener((_: unknown, error: unknown) => {
      // A lost context fails in every call; its own listener has told it already.
      if (glOf(scene).isContextLost()) return;
      report({ kind: 'render', id: '', url: '', message: error instanceof Error ? error.message : String(error) });
    }),
    frames.onFrame(() => uploads.endFrame()),
    listen(canvas, 'webglcontextlost', (event) => {
      event.preventDefault();
      contextLosses += 1;
      widget.useDefaultRenderLoop = false;
      listeners.tell('lost', undefined);
    }),
  ];
  scene.camera.percentageChanged = 0.002;
  const settled = createSettled(scene, frames, {
    loaded: tilesets.settled,
    // While an alarm beats, water flows or rain falls a frame is always owed.
    endless: () => pulse.phase() >= 0 || water.flowing() || rain.falling(),
  });
  const pictures = createWholePictures(scene, frames, tilesets.settled);
  const capture = createCapture({
    widget,
    frames,
    settled,
    stand: (down) => governing.limit(down || !spec ? null : budgetOf(spec)),
    restore: () => {
      if (spec) applyQuality(spec.quality);
    },
  });

  function alarmsChanged() {
    alarmsSeen = layers.alarmsVersion;
    pulse.stale();
    pulse.follow(spec, layers);
  }

  /** After observations: what hangs on them beside the rows themselves. */
  function observed() {
    if (alarmsSeen !== layers.alarmsVersion) alarmsChanged();
    water.follow(spec);
    if (spec?.emphasis === 'alerts') labels.refresh();
  }

  function cameraMoved() {
    if (spec && placeSun(spec)) frames.request('time');
    followLight();
    labels.follow();
    pulse.follow(spec, layers);
    water.follow(spec);
    listeners.tell('camera', viewOf(scene, ground));
  }

  return {
    sync(next) {
      const before = spec;
      spec = next;
      if (before && before.style !== next.style) frames.request('style');
      governing.limit(budgetOf(next));
      if (before?.quality !== next.quality) {
        applyQuality(next.quality);
        frames.request('quality');
      }
      if (
        before?.tilesets !== next.tilesets ||
        before.quality !== next.quality ||
        before.layers !== next.layers ||
        before.style !== next.style
      )
        tilesets.sync(next, QUALITY[next.quality], layers.residents);
      if (layers.sync(next)) frames.request(before?.scenario === next.scenario ? 'layers' : 'scenario');
      if (links.sync(next, layers.residents)) frames.request('scenario');
      if (views.set(next.compare !== null && next.compareView === 'side-by-side')) frames.request('view');
      if (lux.sync(next)) frames.request('lux');
      if (modelWater.sync(next)) frames.request('model-water');
      if (before?.basemap !== next.basemap) basemap.sync(next.basemap);
      if (before?.symbolScale !== next.symbolScale || before.emphasis !== next.emphasis) frames.request('layers');
      if (placeSun(next)) frames.request('time');
      followLight();
      // Live, the clock's own motion is judged by the liveness timer; a jump is judged here.
      const jumped = !before || before.era !== next.era || (next.era === 'past' && before.at !== next.at);
      const skipped = before !== null && next.era === 'now' && Math.abs(next.at - before.at) > 1500;
      if ((jumped || skipped) && layers.judge(next)) frames.request('data');
      if (jumped || skipped || before.frozen !== next.frozen || before.layers !== next.layers) liveness.arm(true);
      labels.sync(next);
      clipping.set(next.clip ?? null);
      own.sync(next.own ?? NO_OWN, next.clip ?? null);
      if (Boolean(before?.walking) !== Boolean(next.walking))
        scene.screenSpaceCameraController.enableInputs = !next.walking;
      pins.show(next.pins ?? NO_PINS, next.symbolScale);
      if (drag.sync(next)) frames.request('editing');
      if (jumped || skipped || before.layers !== next.layers) {
        alarmsChanged();
        if (next.emphasis === 'alerts') labels.refresh();
      } else pulse.follow(next, layers);
      water.follow(next);
    },
    fleet(fleet: Fleet) {
      fleetSeen = fleet;
      if (!layers.bind(fleet) || !spec) return;
      layers.sync(spec);
      links.sync(spec, layers.residents);
      drag.rebound();
      layers.judge(spec);
      placeSun(spec);
      tilesets.sync(spec, QUALITY[spec.quality], layers.residents);
      frames.request('layers');
      liveness.arm(true);
      alarmsChanged();
      observed();
    },
    touch() {
      // hot: once a frame of live observations
      if (!spec) return;
      const weather = weatherVersion(fleetSeen);
      if (weather !== weatherSeen) {
        weatherSeen = weather;
        if (placeSun(spec)) frames.request('weather');
      }
      if (!layers.touch(spec)) return;
      frames.request('data');
      liveness.arm(false);
      observed();
    },
    setView(view) {
      setView(scene, view, ground);
      pictures.jumped();
      if (spec) placeSun(spec);
      frames.request('view');
    },
    flyTo: (view, seconds) => flyTo(scene, view, spec?.reducedMotion ? 0 : seconds, ground),
    view: () => viewOf(scene, ground),
    frameAsset(id) {
      for (const resident of layers.residents.values()) {
        const table = tableOf(resident, spec?.scenario ?? null);
        const slot = slotOf(table, id);
        if (slot !== undefined) return frameOf(resident.layer.definition, table, slot, ground);
      }
      return null;
    },
    pick: picking.pick,
    hover: picking.hover,
    featureAt: picking.featureAt,
    rayAt(x, y) {
      const point = views.at(x, y);
      return rayAt(scene, point.x, point.y, ground);
    },
    groundAt(x, y) {
      const point = views.at(x, y);
      return groundAt(scene, point.x, point.y, ground);
    },
    zoomToOwn: own.zoom,
    placeAt: (x, y) => placeAt(scene, views, ground, depth, x, y),
    screenOf: (places, beside) => screenOf(scene, views, ground, places, beside),
    ...footing(scene, tilesets.solid, ground, () => spec?.clip ?? null),
    onFrame: frames.onFrame,
    preview(placements) {
      if (spec && layers.preview(placements ?? [], spec)) frames.request('editing');
    },
    guides(lines) {
      if (guides.show(lines)) frames.request('editing');
    },
    marks(marks) {
      if (spec && layers.marks(marks, spec)) frames.request('editing');
    },
    onGesture: (listener) => listeners.on('gesture', listener),
    onBox: (listener) => listeners.on('box', listener),
    onCamera: (listener) => listeners.on('camera', listener),
    onContextLost: (listener) => listeners.on('lost', listener),
    onTrouble: (listener) => listeners.on('trouble', listener),
    settled,
    capture,
    stats: () => {
      const { open: _, ...tiles } = tilesets.stats();
      return {
        frames: frames.count,
        frameReasons: { ...frames.reasons },
        layers: layers.stats(spec),
        primitives: layers.primitives,
        tiles,
        uploads: { bytesLastFrame: uploads.bytesLastFrame, bytesTotal: uploads.bytesTotal },
        drawCalls: uploads.drawCallsLastFrame,
        models: tilesets.models(),
        governed: governing.now,
        contextLosses,
      };
    },
    governed: () => governing.now,
    destroy() {
      for (const undo of undos) undo();
      drag.destroy();
      grips.destroy();
      guides.destroy();
      labels.destroy();
      pins.destroy();
      clipping.destroy();
      depth.destroy();
      own.destroy();
      links.destroy();
      views.destroy();
      lux.destroy();
      modelWater.destroy();
      pulse.destroy();
      pictures.destroy();
      governing.destroy();
      rain.destroy();
      shadows.destroy();
      water.destroy();
      layers.destroy();
      tilesets.destroy();
      basemap.destroy();
      globe.destroy();
      undoSky();
      frames.destroy();
      uploads.undo();
      listeners.clear();
    },
  };
}

const NO_PINS: readonly ScenePin[] = [];
const NO_OWN: readonly SceneOwn[] = [];

/** A frozen scene is never governed: its picture must be the same on every machine. */
function budgetOf({ quality, frameBudget, frozen }: SceneSpec): number | null {
  if (frozen) return null;
  return frameBudget === undefined ? QUALITY[quality].frameBudget : frameBudget;
}

function listen(target: HTMLElement, type: string, handler: (event: Event) => void): () => void {
  target.addEventListener(type, handler);
  return () => target.removeEventListener(type, handler);
}
