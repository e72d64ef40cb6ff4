import { type Level, levelRank } from '../domain/level.ts';
import type { Language } from '../domain/words.ts';
import { billboardExhibit } from './billboard-exhibit.ts';
import { bridgeExhibit } from './bridge-exhibit.ts';
import { makeCallouts, readingRow, text } from './callouts.ts';
import type { CloseupSubject, Exhibit, Pin } from './exhibit.ts';
import { poleExhibit } from './pole-exhibit.ts';
import { pumpExhibit } from './pump-exhibit.ts';
import type { Reading } from './reading.ts';
import { ageText, valueText } from './reading-text.ts';
import { type Glow, type Light, makeStage } from './stage.ts';
import { STYLE } from './style.ts';

/** A pin on the part of the mesh that it moves with. */
interface PlacedPin extends Pin {
  readonly part: string;
}

export interface CloseupInput {
  readonly language: Language;
  readonly light: Light;
  readonly reducedMotion: boolean;
}

/** One asset as an object: turned by hand, pulled apart by height layer, its values beside its parts. */
export interface Closeup {
  /** Puts another asset on the stage, with marks where its transducers sit. */
  show(subject: CloseupSubject, readings: readonly Reading[], pins?: readonly Pin[]): void;
  /** Writes new values beside the asset that is shown. */
  values(readings: readonly Reading[], pins?: readonly Pin[]): void;
  dress(input: Partial<CloseupInput>): void;
  /** Removes everything from the element and gives the WebGL context back. */
  destroy(): void;
}

const WORDS = {
  apart: { zh: '合拢', en: 'Close up' },
  together: { zh: '分层展开', en: 'Pull apart' },
  stage: {
    zh: '部件特写：拖动或方向键旋转，加减键缩放，空格展开或合拢，Home 复位',
    en: 'Close-up: drag or arrow keys turn, + and − zoom, space pulls apart or together, Home resets',
  },
  share: { zh: '展开程度', en: 'How far apart' },
  simulated: { zh: '模拟', en: 'Simulated' },
  model: { zh: '示意模型', en: 'Illustrative model' },
} as const;

/**
 * Mounts the close-up into `element`, which must be positioned and sized. Without WebGL2, or when the context is lost,
 * the readings stand as a list instead.
 */
export function mountCloseup(element: HTMLElement, input: CloseupInput): Closeup {
  let state = input;
  let subject: CloseupSubject | null = null;
  let exhibit: Exhibit | null = null;
  let readings: readonly Reading[] = [];
  let pins: readonly PlacedPin[] = [];
  let apart = true;
  let motion = 0;
  let share = 1;
  let written = '';

  const root = document.createElement('div');
  root.className = 'closeup';
  root.tabIndex = 0;
  root.setAttribute('role', 'group');
  const style = document.createElement('style');
  style.textContent = STYLE;
  const callouts = makeCallouts();
  const list = text('div', 'closeup-list', '');
  const tag = text('div', 'closeup-tag', '');
  const button = text('button', 'closeup-button', '') as HTMLButtonElement;
  button.type = 'button';
  const slider = document.createElement('input');
  slider.type = 'range';
  slider.className = 'closeup-slider';
  Object.assign(slider, { min: '0', max: '100', step: '1', value: '100' });
  const controls = text('div', 'closeup-controls', '');
  controls.append(slider, button);
  const stage = makeStage(placeLabels, () => write());
  root.append(style, ...(stage ? [stage.canvas, callouts.element] : []), list, tag, controls);
  element.append(root);

  const observer = new ResizeObserver(resize);
  observer.observe(root);
  root.addEventListener('keydown', onKey);
  button.addEventListener('click', toggle);
  slider.addEventListener('input', slide);
  write();

  function resize(): void {
    stage?.resize(root.clientWidth, root.clientHeight, callouts.margins());
  }

  function placeLabels(): void {
    if (!stage || !exhibit) return;
    const anchors = exhibit.callouts.map(({ anchor, part }) => stage.project(anchor, part));
    const floors = exhibit.layers.map(({ layer, floor }) =>
      // The middle of the gap under the layer: half a gap below where its floor has risen to.
      share > 0.8 && exhibit ? stage.project([0, 0, floor + (layer - 1.5) * exhibit.gap * share], undefined) : null,
    );
    callouts.place(anchors, floors, root.clientWidth, root.clientHeight);
    callouts.placePins(pins.map(({ at, part }) => stage.project(at, part)));
  }

  /** Called at every sample: touches nothing while nothing that can be read has changed. */
  function write(): void {
    const { language, light } = state;
    const drawn = stage !== null && exhibit !== null && !stage.lost();
    const next = JSON.stringify([
      subject?.asset.id,
      language,
      light,
      apart,
      drawn,
      pins.map(({ id, status, liveness }) => [id, status, liveness]),
      readings.map((each) => [valueText(each, language), ageText(each, language), each.status, each.liveness]),
    ]);
    if (next === written) return;
    written = next;
    root.dataset.light = light;
    root.setAttribute('aria-label', WORDS.stage[language]);
    const pullable = exhibit !== null && exhibit.gap > 0 && stage !== null;
    button.hidden = slider.hidden = !pullable;
    slider.setAttribute('aria-label', WORDS.share[language]);
    button.textContent = WORDS[apart ? 'apart' : 'together'][language];
    tag.textContent = [
      exhibit ? WORDS.model[language] : '',
      exhibit?.note?.[language] ?? '',
      subject?.simulated ? WORDS.simulated[language] : '',
    ]
      .filter(Boolean)
      .join(' · ');
    list.hidden = drawn;
    callouts.element.hidden = !drawn;
    if (stage && exhibit && drawn) {
      callouts.write(exhibit, readings, language, light);
      callouts.pin(pins, light);
      stage.dress(light, glowOf(readings));
      placeLabels();
    } else list.replaceChildren(...readings.map((reading) => readingRow(reading, language, light, true)));
  }

  /** The pins that the mesh reaches, where it has them. */
  function drawn(own: readonly Pin[]): PlacedPin[] {
    return own.flatMap((pin): PlacedPin[] => {
      const place = exhibit?.pinAt?.(pin.at);
      return place ? [{ ...pin, ...place }] : [];
    });
  }

  function toggle(): void {
    apart = !apart;
    write();
    const goal = apart ? 1 : 0;
    cancelAnimationFrame(motion);
    if (state.reducedMotion) {
      pull(goal);
      return;
    }
    const step = (): void => {
      pull(Math.abs(goal - share) < 0.02 ? goal : share + (goal - share) * 0.25);
      if (share !== goal) motion = requestAnimationFrame(step);
    };
    step();
  }

  /** Parts the layers as far as the hand has the slider. */
  function slide(): void {
    cancelAnimationFrame(motion);
    apart = Number(slider.value) > 50;
    pull(Number(slider.value) / 100);
    write();
  }

  function pull(to: number): void {
    share = to;
    slider.value = String(Math.round(100 * to));
    stage?.explode(share);
  }

  function onKey(event: KeyboardEvent): void {
    if (!stage || event.target === button || event.target === slider) return;
    const turns: Readonly<Record<string, readonly [number, number, number]>> = {
      ArrowLeft: [-6, 0, 1],
      ArrowRight: [6, 0, 1],
      ArrowUp: [0, 4, 1],
      ArrowDown: [0, -4, 1],
      '+': [0, 0, 1.15],
      '=': [0, 0, 1.15],
      '-': [0, 0, 1 / 1.15],
    };
    const turn = turns[event.key];
    if (turn) stage.turn(...turn);
    else if (event.key === 'Home') stage.home();
    else if (event.key === ' ' && !button.hidden) toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    show(next, values, own = []) {
      subject = next;
      readings = values;
      exhibit = exhibitOf(next);
      pins = drawn(own);
      root.dataset.asset = next.asset.id;
      write();
      if (stage && exhibit) {
        stage.put(exhibit, state.light, callouts.margins());
        stage.explode(share);
        resize();
      }
    },
    values(next, own = []) {
      readings = next;
      pins = drawn(own);
      write();
    },
    dress(next) {
      state = { ...state, ...next };
      write();
    },
    destroy() {
      cancelAnimationFrame(motion);
      observer.disconnect();
      root.removeEventListener('keydown', onKey);
      button.removeEventListener('click', toggle);
      slider.removeEventListener('input', slide);
      stage?.destroy();
      root.remove();
    },
  };
}

/** The exhibit of an asset, or null for layers that have no object to look at; their readings are listed. */
export function exhibitOf({ definition, asset }: CloseupSubject): Exhibit | null {
  switch (definition.symbology.glyph) {
    case 'lamp':
    case 'pole':
      return poleExhibit(definition, asset);
    case 'bridge':
      return bridgeExhibit(definition, asset);
    case 'billboard':
      return billboardExhibit(definition, asset);
    case 'water':
      return pumpExhibit(definition);
    case 'path':
    case 'weather':
    case 'generic':
      return null;
  }
}

/** Lamps burn by their dimming, panels by `lit`; the collar shows the worst status of all readings. */
function glowOf(readings: readonly Reading[]): Glow {
  const value = (key: string): number => readings.find((each) => each.property.key === key)?.value ?? Number.NaN;
  const [power, dim, lit] = [value('power'), value('dim'), value('lit')];
  const burning = Number.isNaN(dim) ? (power > 5 ? 1 : 0) : dim / 100;
  const seen = readings.filter((each) => each.liveness !== 'none');
  const rank = (status: Level | 'quality'): number => (status === 'quality' ? 0.5 : levelRank(status));
  const worst = [...seen].sort((a, b) => rank(b.status) - rank(a.status))[0];
  return { lit: Number.isNaN(lit) ? burning : lit, status: worst?.status ?? 'none' };
}
