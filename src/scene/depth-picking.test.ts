import type { Scene } from '@cesium/engine';
import { afterEach, expect, it, vi } from 'vitest';
import { createDepthPicking } from './depth-picking.ts';
import type { Frames } from './frame.ts';

/** A scene that draws when it is told, a canvas that hears, a clock that is rung by hand. */
function bench(touched: boolean) {
  let before = () => {};
  const drawn: boolean[] = [];
  const scene = {
    useDepthPicking: true,
    preRender: {
      addEventListener: (listener: () => void) => {
        before = listener;
        return () => {};
      },
    },
    render() {
      before();
      drawn.push(scene.useDepthPicking);
    },
  };
  let asked = 0;
  let rest = () => {};
  const frames = {
    request: () => {
      asked += 1;
    },
    schedule: (_: string, __: number, then: () => void) => {
      rest = then;
    },
    cancel() {},
  } as unknown as Frames;
  const canvas = new EventTarget() as HTMLCanvasElement;
  const depth = createDepthPicking(scene as unknown as Scene, canvas, frames, touched);
  return { scene, canvas, depth, drawn, asked: () => asked, rest: () => rest() };
}

afterEach(() => {
  vi.useRealTimers();
});

it('copies no depth until a pointer comes, and asks for one frame then', () => {
  const { scene, canvas, drawn, asked } = bench(false);
  scene.render();
  for (let i = 0; i < 5; i++) canvas.dispatchEvent(new Event('pointermove'));
  // The camera's step comes first: it must not read what an earlier picture left.
  expect(scene.useDepthPicking).toBe(false);
  scene.render();
  expect(drawn).toEqual([false, true]);
  expect(asked()).toBe(1);
});

it('draws at once when a place is asked for and the depth is not there', () => {
  const { depth, drawn } = bench(false);
  depth.ensure();
  depth.ensure();
  expect(drawn).toEqual([true]);
});

it('goes on while the hand is there, stops a minute after', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { scene, canvas, rest } = bench(false);
  canvas.dispatchEvent(new Event('wheel'));
  scene.render();
  vi.advanceTimersByTime(50_000);
  canvas.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(20_000);
  rest();
  expect(scene.useDepthPicking).toBe(true);
  vi.advanceTimersByTime(50_000);
  rest();
  expect(scene.useDepthPicking).toBe(false);
});

it('is always there for fingers', () => {
  const { scene, drawn, asked } = bench(true);
  scene.render();
  expect(drawn).toEqual([true]);
  expect(asked()).toBe(0);
});
