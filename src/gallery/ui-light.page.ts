import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';
import { exampleIes } from './photometric-fixture.ts';

const query = new URLSearchParams(globalThis.location?.search ?? '');

/** A photometric file on its way into the plan, `&tab=lux` measured light; `&state=broken` one that is cut, `&state=used` one that is used, `&lang=en`. */
export const page = deskPage({
  title: { zh: '配光文件与实测照度', en: 'Photometric files and measured light' },
  size: [1440, 900],
  weather: 'calm',
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'slice', slice: 'T6' },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    panels: { ...DEFAULT_SESSION.panels, scenario: true, light: true },
  }),
  settled: async (element) => {
    if (query.get('tab') === 'lux') return lux(element);
    const input = element.querySelector<HTMLInputElement>('.photometric-files input[type=file]');
    if (!input) return;
    const text = exampleIes();
    const files = new DataTransfer();
    const broken = query.get('state') === 'broken';
    files.items.add(new File([broken ? text.slice(0, -60) : text], 'SL-108-T3.ies'));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await rest();
    if (query.get('state') === 'used') element.querySelector<HTMLButtonElement>('.new-photometry .primary')?.click();
  },
});

/** Measured readings beside the computed, one row of them wrong. */
async function lux(element: HTMLElement): Promise<void> {
  element.querySelectorAll<HTMLButtonElement>('.light-files .pages button')[1]?.click();
  await rest();
  const input = element.querySelector<HTMLInputElement>('.lux-measured input[type=file]');
  if (!input) return;
  const rows = Array.from({ length: 60 }, (_, i) => {
    const lux = i === 17 ? 'dark' : (21 + 9 * Math.sin(i / 2.4) + (i % 7)).toFixed(1);
    return `P${i + 1},${1200 + 3 * i},${[-10, -6.5, -3][i % 3]},${lux},2026-07-10 21:30,T-10A`;
  });
  const files = new DataTransfer();
  files.items.add(new File([['测点,桩号,偏距,照度,时间,仪器', ...rows].join('\n')], '洸河路照度实测.csv'));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await rest();
  if (query.get('state') === 'used') element.querySelector<HTMLButtonElement>('.lux-measured .primary')?.click();
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}
