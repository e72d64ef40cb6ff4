import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

let browser: Browser;
let server: { url: string; close: () => void };
let page: Page;
beforeAll(async () => {
  await buildGallery();
  // No city: the fleet alone, so that every frame has a reason of ours.
  server = await serve({ '/': 'dist/gallery' });
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 320, height: 180 } });
  await page.goto(`${server.url}/gallery.html?page=scene-city`);
  await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
  await page.evaluate('window.gallery.settled');
  // One layer, so that software GL draws the ten frames a second that are asked for.
  await change({ layers: ['waterlogging'], labels: false });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Frames drawn for the beat of alarms, and all frames, within `ms`. */
async function framesWithin(ms: number): Promise<{ pulse: number; all: number }> {
  const read = () =>
    page.evaluate(
      '(({ frames, frameReasons }) => ({ all: frames, pulse: frameReasons.pulse ?? 0 }))(window.sceneUnderTest.scene.stats())',
    ) as Promise<{
      pulse: number;
      all: number;
    }>;
  const before = await read();
  await page.waitForTimeout(ms);
  const after = await read();
  return { pulse: after.pulse - before.pulse, all: after.all - before.all };
}

/** Resolves when the scene has come to rest: every frame that was owed is drawn, and none follows. */
async function rest(): Promise<void> {
  await page.evaluate('window.sceneUnderTest.scene.settled()');
  await until(async () => (await framesWithin(1000)).all === 0, 60_000, 'the scene at rest');
}

const beats = (why: string) => until(async () => (await framesWithin(1000)).pulse > 0, 60_000, why);

async function change(patch: object): Promise<void> {
  await page.evaluate(`window.sceneUnderTest.change(${JSON.stringify(patch)})`);
}

describe('a red alarm', () => {
  it('is still while the clock is frozen or motion is unwanted', async () => {
    await page.evaluate(`(() => {
      const { fleet, scene } = window.sceneUnderTest;
      const layer = fleet.get('waterlogging');
      layer.shown.write(layer.shown.properties.indexOf('depth'), 0, 80, ${Date.parse('2026-11-23T11:00:00+08:00')} - 1000, 'good');
      scene.touch();
      scene.setView(scene.frameAsset(layer.assets.ids[0]));
    })()`);
    await rest();
    expect(await framesWithin(1500)).toEqual({ pulse: 0, all: 0 });
    await change({ frozen: false });
    await rest();
    expect((await framesWithin(1500)).pulse).toBe(0);
  });

  it('beats at most ten times a second while it is on screen, and uploads nothing for it', async () => {
    await change({ reducedMotion: false });
    const bytes = () => page.evaluate('window.sceneUnderTest.scene.stats().uploads.bytesTotal') as Promise<number>;
    await beats('the first beat');
    const before = await bytes();
    const started = performance.now();
    let pulses = 0;
    while (pulses < 3) pulses += (await framesWithin(1000)).pulse;
    expect(pulses).toBeLessThanOrEqual((performance.now() - started) / 100 + 1);
    expect(await bytes()).toBe(before);
  });

  it('comes to rest when the camera looks elsewhere, when its source is lost, and in the future', async () => {
    await page.evaluate('window.sceneUnderTest.scene.setView([116.2, 35.2, 300, 180, -20, 0])');
    await rest();
    expect((await framesWithin(1500)).pulse).toBe(0);
    await page.evaluate(
      "(({ scene, fleet }) => scene.setView(scene.frameAsset(fleet.get('waterlogging').assets.ids[0])))(window.sceneUnderTest)",
    );
    await beats('the beat after the camera came back');
    const lose = (lost: boolean) =>
      page.evaluate(`(({ scene, fleet }) => {
        for (const layer of fleet.values()) layer.shown.lose(${lost});
        scene.touch();
      })(window.sceneUnderTest)`);
    await lose(true);
    await rest();
    const stats = (await page.evaluate('window.sceneUnderTest.scene.stats().layers')) as Record<
      string,
      { live: number; late: number; stale: number }
    >;
    expect(Object.values(stats).map(({ live, late }) => live + late)).toEqual(Object.values(stats).map(() => 0));
    expect(stats['lamp']?.stale).toBeGreaterThan(1000);
    await lose(false);
    await beats('the beat after the source came back');
    await change({ era: 'future' });
    await rest();
  });
});

describe('a flooded road', () => {
  const ripples = async (ms: number) => {
    const read = () => page.evaluate('window.sceneUnderTest.scene.stats().frameReasons.water ?? 0') as Promise<number>;
    const before = await read();
    await page.waitForTimeout(ms);
    return (await read()) - before;
  };
  const stands = (depth: number) =>
    page.evaluate(`(({ scene, fleet, spec }) => {
      const { shown, assets } = fleet.get('waterlogging');
      shown.write(shown.properties.indexOf('depth'), 1, ${depth}, spec.at, 'good');
      scene.touch();
      const [lon, lat] = assets.positions.subarray(3, 5);
      scene.setView([lon, lat - 0.0005, 30, 0, -30, 0]);
    })(window.sceneUnderTest)`);

  it('ripples at most ten times a second while it is near and on screen, and uploads nothing for it', async () => {
    await change({ era: 'now', layers: ['waterlogging'], reducedMotion: false });
    await stands(18);
    await until(async () => (await ripples(1000)) > 0, 60_000, 'ripples');
    await page.evaluate('window.sceneUnderTest.scene.settled()');
    const bytes = () => page.evaluate('window.sceneUnderTest.scene.stats().uploads.bytesTotal') as Promise<number>;
    const before = await bytes();
    expect(await ripples(2000)).toBeLessThanOrEqual(21);
    expect(await bytes()).toBe(before);
  });

  it('stands still when it is dry, far, hidden, to come, frozen, or motion is unwanted', async () => {
    const wait = (why: string) => until(async () => (await ripples(1000)) > 0, 60_000, why);
    for (const still of [{ layers: [] }, { era: 'future' }, { frozen: true }, { reducedMotion: true }]) {
      await change(still);
      await rest();
      expect(await ripples(1000), JSON.stringify(still)).toBe(0);
      await change({ layers: ['waterlogging'], era: 'now', frozen: false, reducedMotion: false });
      await wait(`ripples after ${JSON.stringify(still)}`);
    }
    await stands(0);
    await rest();
    expect(await ripples(1000), 'dry').toBe(0);
    await stands(18);
    await wait('ripples after it was dry');
    await page.evaluate('window.sceneUnderTest.scene.setView([116.589, 35.3, 3000, 0, -30, 0])');
    await rest();
    expect(await ripples(1000), 'far').toBe(0);
    await stands(0);
    await rest();
  });
});

describe('rain', () => {
  const rains = (rain: number) =>
    page.evaluate(`(({ scene, fleet, spec }) => {
      const { shown, assets } = fleet.get('weather');
      for (let slot = 0; slot < assets.count; slot++)
        shown.write(shown.properties.indexOf('rain'), slot, ${rain}, spec.at, 'good');
      scene.touch();
    })(window.sceneUnderTest)`);
  const drops = async (ms: number) => {
    const read = () => page.evaluate('window.sceneUnderTest.scene.stats().frameReasons.rain ?? 0') as Promise<number>;
    const before = await read();
    await page.waitForTimeout(ms);
    return (await read()) - before;
  };

  it('falls at most ten times a second at now, uploads nothing for it, and stands still where motion is unwanted', async () => {
    await change({ era: 'now', layers: [], reducedMotion: false });
    await rains(20);
    await until(async () => (await drops(1000)) > 0, 60_000, 'falling rain');
    const bytes = () => page.evaluate('window.sceneUnderTest.scene.stats().uploads.bytesTotal') as Promise<number>;
    const before = await bytes();
    expect(await drops(2000)).toBeLessThanOrEqual(21);
    expect(await bytes()).toBe(before);
    await change({ reducedMotion: true });
    await rest();
    expect((await framesWithin(1500)).all).toBe(0);
    await change({ reducedMotion: false });
    await rains(0);
    await rest();
    expect(await drops(1000)).toBe(0);
  });
});

describe('the governor', () => {
  const governed = () =>
    page.evaluate('window.sceneUnderTest.scene.governed()') as Promise<{ rung: number; steps: number; median: number }>;
  const slow = (milliseconds: number) => page.evaluate(`window.slowFrame = ${milliseconds}`);
  const move = (moving: boolean) => page.evaluate(`window.moving = ${moving}`);

  it('steps down under slow frames, says by what, and steps back up once they are gone, and no more', async () => {
    await page.evaluate(`(() => {
      const { widget, scene } = window.sceneUnderTest;
      widget.scene.postRender.addEventListener(() => {
        const end = performance.now() + (window.slowFrame ?? 0);
        while (performance.now() < end);
      });
      widget.scene.preUpdate.addEventListener(() => {
        if (window.moving) widget.scene.camera.lookRight(0.002);
      });
      scene.setView([116.2, 35.2, 300, 180, -20, 0]);
    })()`);
    await change({ frozen: false, frameBudget: 600 });
    await slow(800);
    await page.waitForTimeout(2000);
    expect((await governed()).steps, 'a still scene is not judged').toBe(0);
    await move(true);
    await until(async () => (await governed()).rung > 0, 60_000, 'a step down');
    await slow(0);
    const down = await governed();
    expect(down.median).toBeGreaterThan(800);
    await until(async () => (await governed()).rung === 0, 60_000, 'the way back up');
    const { steps } = await governed();
    await page.waitForTimeout(4000);
    expect(await governed()).toMatchObject({ rung: 0, steps });
    await move(false);
    await change({ frozen: true });
  });
});
