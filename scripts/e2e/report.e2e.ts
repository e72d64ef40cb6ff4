import { expect, it } from 'vitest';
import { serve } from '../bench/static-server.ts';
import { buildGallery } from '../prepare.mjs';
import { launch } from './browser.ts';
import { until } from './twin.ts';

it('the printed report holds the figures of the plan, its assumptions and its sources, and nothing of the screen', async () => {
  await buildGallery();
  const server = await serve({ '/': 'dist/gallery' });
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/gallery.html?page=ui-desk&scenario=B&t=T5`);
    await until(() => page.evaluate('window.gallery !== undefined'), 60_000, 'the gallery');
    await page.evaluate('window.gallery.settled');
    expect(await page.locator('.report').count(), 'only while printing').toBe(0);

    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.locator('.report').waitFor({ timeout: 2000 });
    const text = await page.locator('.report').textContent();
    for (const part of ['城镜', '采用的假设', '数据来源']) expect(text).toContain(part);
    expect(await page.locator('.report tbody tr').count()).toBeGreaterThan(2);
    expect(await page.locator('.time-bar').isVisible()).toBe(false);
    expect(await page.locator('.command-bar').isVisible()).toBe(false);
    await page.screenshot({ path: 'scripts/e2e/out/report.png', fullPage: true });

    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await until(async () => (await page.locator('.report').count()) === 0, 2000, 'the screen after printing');

    // The button: what stands when the browser is asked to print.
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => {
      window.print = () =>
        document.body.setAttribute('data-printed', String(document.querySelectorAll('.report').length));
    });
    await page.getByRole('button', { name: '打印报告' }).click();
    await until(
      () => page.evaluate(() => document.body.dataset['printed'] === '1'),
      2000,
      'a report when print is called',
    );
  } finally {
    await browser.close();
    server.close();
  }
});
