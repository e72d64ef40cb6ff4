import { describe, expect, it } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { HOUR } from '../domain/clock.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { type Direction, DWELL_SECONDS, direct } from './director.ts';
import { FIGURE_AT_DISTANCE, rootFontPixels, screenShape, TEXT_AT_DISTANCE } from './scale.ts';
import { STORIES } from './stories.ts';
import { MODE_LIST, MODES } from './table.ts';

describe('modes', () => {
  it('every mode keeps the time bar and the map note on every shape', () => {
    expect(MODE_LIST.map((mode) => mode.id)).toEqual(['review', 'hall', 'exhibition']);
    for (const mode of MODE_LIST)
      for (const layout of Object.values(mode.layouts)) {
        const widgets = Object.values(layout).flat();
        expect(widgets, mode.id).toContain('time-bar');
        expect(widgets, mode.id).toContain('map-note');
        expect(new Set(widgets).size).toBe(widgets.length);
      }
  });

  it('strangers get no panel, no tool and large targets', () => {
    expect(MODES.exhibition.panels).toEqual([]);
    expect(MODES.exhibition.tools).toEqual([]);
    expect(MODES.exhibition.role).toBe('public');
    expect(MODES.exhibition.targetPixels).toBeGreaterThanOrEqual(64);
  });

  it('stories show layers that exist, in at most three short sentences', () => {
    expect(STORIES).toHaveLength(4);
    for (const story of STORIES) {
      for (const id of story.layers) expect(LAYERS.map((layer) => layer.id)).toContain(id);
      expect(story.sentences.length).toBeLessThanOrEqual(3);
      for (const sentence of story.sentences) {
        expect(sentence.zh.length).toBeLessThanOrEqual(24);
        expect(sentence.en.length).toBeLessThanOrEqual(60);
      }
      const now = Date.UTC(2026, 6, 1, 4);
      const control = story.control(now, 480);
      if (control.kind === 'hours') {
        expect(control.to).toBeLessThanOrEqual(now);
        expect(control.from).toBeLessThan(control.to);
      }
    }
  });

  it('the dusk story ends at the last 21:00 city time that has passed', () => {
    const lights = STORIES.find((story) => story.id === 'lights');
    const at = (hourUtc: number) => lights?.control(Date.UTC(2026, 6, 1, hourUtc), 480);
    expect(at(12)).toMatchObject({ to: Date.UTC(2026, 5, 30, 13) });
    expect(at(13)).toMatchObject({ to: Date.UTC(2026, 6, 1, 13), from: Date.UTC(2026, 6, 1, 13) - 4 * HOUR });
  });
});

describe('type scale', () => {
  it('wall text follows distance and wall: 8 m and 3.4 m on 2160 lines', () => {
    const pixels = rootFontPixels(MODES.hall.type, 3840, 2160);
    expect(pixels).toBeGreaterThan((8 / TEXT_AT_DISTANCE) * (2160 / 3.4));
    expect(rootFontPixels(MODES.hall.type, 3840, 2160, { height: 1.7, distance: 8 })).toBeCloseTo(2 * pixels, 6);
    // A figure of 2rem on the wall is at least distance/100 high.
    expect(2 * pixels).toBeGreaterThan((8 / FIGURE_AT_DISTANCE) * (2160 / 3.4));
  });

  it('a desk never falls below 14 px and a kiosk keeps 24 px at 1080', () => {
    expect(rootFontPixels(MODES.review.type, 1280, 800)).toBe(14);
    expect(rootFontPixels(MODES.review.type, 3840, 2160)).toBeGreaterThan(19);
    expect(rootFontPixels(MODES.exhibition.type, 1080, 1920)).toBe(24);
  });

  it('tells portrait, landscape and double width apart', () => {
    expect(screenShape(1080, 1920)).toBe('portrait');
    expect(screenShape(3840, 2160)).toBe('landscape');
    expect(screenShape(7680, 2160)).toBe('wide');
  });
});

describe('director', () => {
  const alert = (id: string, level: Alert['level'], raisedAt: number): Alert => ({
    id,
    layer: 'bridge',
    asset: 'b',
    property: 'deflection',
    level,
    value: 1,
    limit: 1,
    stage: 'raised',
    raisedAt,
    updatedAt: raisedAt,
    provenance: 'simulated',
    drill: false,
  });
  const home: Direction = { subject: { kind: 'home' }, since: 0 };

  it('an unseen orange or red interrupts, the most severe first; yellow does not', () => {
    const alerts = [alert('y', 'yellow', 5), alert('o', 'orange', 4), alert('r', 'red', 1)];
    expect(direct(home, 1, alerts, ['bridge'], new Set()).subject).toEqual({ kind: 'alert', id: 'r' });
    expect(direct(home, 1, alerts, ['bridge'], new Set(['r'])).subject).toEqual({ kind: 'alert', id: 'o' });
    expect(direct(home, 1, alerts, ['bridge'], new Set(['r', 'o']))).toBe(home);
  });

  it('walks all layers in turn and comes home', () => {
    let direction: Direction = home;
    const visited: string[] = [];
    for (let now = 0; visited.length < 5; now += 1000) {
      const next = direct(direction, now, [], ['a', 'b', 'c'], new Set());
      if (next !== direction) visited.push(next.subject.kind === 'layer' ? next.subject.layer : next.subject.kind);
      direction = next;
    }
    expect(visited).toEqual(['a', 'b', 'c', 'home', 'a']);
    expect(DWELL_SECONDS.layer).toBeGreaterThan(10);
  });
});
