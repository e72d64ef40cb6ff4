import {
  Cartesian2,
  Cartesian3,
  Color,
  DistanceDisplayCondition,
  HorizontalOrigin,
  type Label,
  LabelCollection,
  LabelStyle,
  type Scene,
  SceneTransforms,
  VerticalOrigin,
} from '@cesium/engine';
import type { Drawing } from './drawing.ts';
import { STATE_BYTES } from './encode-state.ts';
import type { Frames } from './frame.ts';
import type { LayerSet } from './layer-set.ts';
import { tableOf } from './layers/point.ts';
import { symbolHeight } from './layers/symbols.ts';
import { drawLetters } from './letters.ts';
import type { Resident } from './resident.ts';
import type { SceneSpec } from './scene-spec.ts';
import { slotsNear } from './slot-grid.ts';

/** Names of the nearest assets of layers that have names to read, and of the selected one. */
export interface Labels {
  sync(spec: SceneSpec): void;
  /** Day became night or the other way: the letters change their colours. */
  light(): void;
  /** What the names depend on besides the camera may have changed. */
  refresh(): void;
  /** The camera moved: names of the nearest assets again, when it moved enough. */
  follow(): void;
  destroy(): void;
}

/** Names on the screen at once. */
const MOST = 24;
const FONT = '500 14px "Noto Sans SC Variable", "Noto Sans SC", sans-serif';

/** Pixels that a name stands above its symbol's middle, and the room that it takes. */
const LIFT = 17;
const LINE = 20;
const LETTER = 14;

interface Candidate {
  readonly key: string;
  readonly text: string;
  readonly position: Cartesian3;
  readonly metres: number;
  readonly within: number;
}

/** Whether an asset deserves its name where alerts alone are to be seen: it has one, or somebody chose it. */
function isTold({ rows }: Resident, slot: number): boolean {
  return (rows[slot * STATE_BYTES]! & 7) > 0 || rows[slot * STATE_BYTES + 3] !== 0;
}

/** The first names, in order, that keep clear of each other on the screen. */
function uncrowded(scene: Scene, candidates: readonly Candidate[], scale: number): Candidate[] {
  const kept: { candidate: Candidate; x: number; y: number; half: number }[] = [];
  for (const candidate of candidates) {
    if (kept.length === MOST) break;
    const at = SceneTransforms.worldToWindowCoordinates(scene, candidate.position);
    if (!at) continue;
    const half = (candidate.text.length * LETTER * scale) / 2;
    if (kept.some((other) => Math.abs(other.x - at.x) < other.half + half && Math.abs(other.y - at.y) < LINE * scale))
      continue;
    kept.push({ candidate, x: at.x, y: at.y, half });
  }
  return kept.map((each) => each.candidate);
}

/** Letters that are read before the city, by day and by night. */
export function nameStyle(night: boolean) {
  return {
    font: FONT,
    style: LabelStyle.FILL_AND_OUTLINE,
    fillColor: night ? Color.fromCssColorString('#e8edf2') : Color.fromCssColorString('#101820'),
    outlineColor: night ? Color.fromCssColorString('#0b1220') : Color.WHITE,
    outlineWidth: 4,
    horizontalOrigin: HorizontalOrigin.CENTER,
    verticalOrigin: VerticalOrigin.BOTTOM,
    disableDepthTestDistance: Number.POSITIVE_INFINITY,
  };
}

export function createLabels({ scene, atmosphere, ground }: Drawing, frames: Frames, layers: LayerSet): Labels {
  const collection = scene.primitives.add(new LabelCollection({ scene })) as LabelCollection;
  const letters = drawLetters(frames, collection);
  let spec: SceneSpec | null = null;
  let shown = '';
  const eye = new Cartesian3();

  const candidates = () => {
    if (!spec?.labels) return [];
    const camera = scene.camera.positionWC;
    const { longitude, latitude, height: eyeHeight } = scene.camera.positionCartographic;
    const [eyeLon, eyeLat] = [(longitude * 180) / Math.PI, (latitude * 180) / Math.PI];
    const height = eyeHeight - ground(eyeLon, eyeLat);
    const found: Candidate[] = [];
    for (const [id, resident] of layers.residents) {
      if (!spec.layers.includes(id)) continue;
      // From the street one reads what is near; from above, the whole town.
      const within = Math.min(resident.layer.definition.symbology.labelWithinMetres, 250 + 14 * height);
      const table = tableOf(resident, spec.scenario);
      const names = table.columns['name'];
      if (within <= 0 || !names) continue;
      slotsNear(table, eyeLon, eyeLat, within, (slot) => {
        const name = names[slot];
        if (typeof name !== 'string' || name === '') return;
        if (spec?.emphasis === 'alerts' && !isTold(resident, slot)) return;
        const [lon, lat] = [table.positions[3 * slot]!, table.positions[3 * slot + 1]!];
        const base = ground(lon, lat) + table.positions[3 * slot + 2]!;
        const position = Cartesian3.fromDegrees(lon, lat, base + symbolHeight(table, slot, id));
        const metres = Cartesian3.distance(camera, position);
        if (metres < within && layers.exists(id, slot, false))
          found.push({ key: `${id}/${slot}/${lon},${lat}`, text: name, position, metres, within });
      });
    }
    return uncrowded(
      scene,
      found.sort((a, b) => a.metres / a.within - b.metres / b.within),
      spec.symbolScale,
    );
  };

  const refresh = () => {
    const wanted = candidates();
    const night = atmosphere.light().day < 0.5;
    const key = `${night}|${wanted.map((each) => each.key).join()}`;
    if (key === shown) return;
    shown = key;
    collection.removeAll();
    for (const each of wanted)
      collection.add({
        text: each.text,
        position: each.position,
        ...nameStyle(night),
        pixelOffset: new Cartesian2(0, -LIFT * (spec?.symbolScale ?? 1)),
        scale: spec?.symbolScale ?? 1,
        distanceDisplayCondition: new DistanceDisplayCondition(0, each.within),
      }) as Label;
    letters.changed();
  };

  return {
    sync(next) {
      const before = spec;
      spec = next;
      if (
        before?.labels !== next.labels ||
        before.emphasis !== next.emphasis ||
        before.layers !== next.layers ||
        before.scenario !== next.scenario
      )
        refresh();
    },
    refresh,
    light() {
      const isNight = atmosphere.light().day < 0.5;
      if (shown !== '' && shown.startsWith('true') !== isNight) refresh();
    },
    follow() {
      if (
        Cartesian3.distance(eye, scene.camera.positionWC) <
        Math.max(15, scene.camera.positionCartographic.height * 0.08)
      )
        return;
      Cartesian3.clone(scene.camera.positionWC, eye);
      refresh();
    },
    destroy() {
      letters.stop();
      scene.primitives.remove(collection);
    },
  };
}
