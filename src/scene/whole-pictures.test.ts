import type { Scene } from '@cesium/engine';
import { describe, expect, it } from 'vitest';
import type { Frames } from './frame.ts';
import { createWholePictures } from './whole-pictures.ts';

/** A scene that can do no more than render, and tiles that load when the test says so. */
function stand() {
  const before: (() => void)[] = [];
  const after: (() => void)[] = [];
  const event = (listeners: (() => void)[]) => ({
    addEventListener(listener: () => void) {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  });
  const scene = {
    preRender: event(before),
    postRender: event(after),
    debugCommandFilter: undefined,
  } as unknown as Scene;
  const asked: string[] = [];
  const state = { loaded: true };
  const frames = { request: (reason: string) => asked.push(reason) } as unknown as Frames;
  const pictures = createWholePictures(scene, frames, () => state.loaded);
  return {
    pictures,
    asked,
    state,
    /** Whether the frame shows anything. */
    render(during = () => {}): boolean {
      for (const listener of [...before]) listener();
      const filter = scene.debugCommandFilter as ((command: unknown) => boolean) | undefined;
      during();
      for (const listener of [...after]) listener();
      return filter?.({}) ?? true;
    },
    filtered: () => scene.debugCommandFilter !== undefined,
  };
}

describe('whole pictures', () => {
  it('let every frame show what there is unless they are asked for', () => {
    const { pictures, state, render } = stand();
    state.loaded = false;
    pictures.jumped();
    expect(render()).toBe(true);
  });

  it('show nothing while tiles are on their way, ask for the frame that shows them, and go on so', () => {
    const { pictures, state, asked, render } = stand();
    pictures.only(true);
    for (let view = 1; view <= 2; view++) {
      state.loaded = false;
      expect(render()).toBe(false);
      expect(asked).toHaveLength(view - 1);
      expect(render(() => (state.loaded = true))).toBe(false);
      expect(asked).toHaveLength(view);
      expect(render()).toBe(true);
      expect(render()).toBe(true);
      expect(asked).toHaveLength(view);
    }
  });

  it('do not trust what was loaded for another view', () => {
    const { pictures, asked, render } = stand();
    pictures.only(true);
    expect(render()).toBe(true);
    pictures.jumped();
    expect(render()).toBe(false);
    expect(asked).toEqual(['tilesets']);
    expect(render()).toBe(true);
  });

  it('show parts again once they are no more asked for, or gone', () => {
    const one = stand();
    one.pictures.only(true);
    one.state.loaded = false;
    expect(one.render()).toBe(false);
    one.pictures.only(false);
    expect(one.render()).toBe(true);
    one.pictures.only(true);
    one.render();
    one.pictures.destroy();
    expect(one.filtered()).toBe(false);
    expect(one.render()).toBe(true);
  });
});
