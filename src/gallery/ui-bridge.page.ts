import { DEFAULT_SESSION } from '../state/session.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const PAGES = ['history', 'spectrum', 'temperature', 'cables', 'loads', 'sensors'];

/** The instrument of the bridges; a raw recording is dropped on it; `&tab=…` another page, `&bridge=BR-02`, `&lang=en`, `&night=1`. */
export const page = deskPage({
  title: { zh: '桥梁监测', en: 'Bridge monitoring' },
  size: [1440, 900],
  weather: 'storm',
  ...(query.get('night') ? { now: Date.parse('2026-07-15T22:24:00+08:00') } : {}),
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    select: query.get('bridge') ?? 'BR-01',
    panels: { ...DEFAULT_SESSION.panels, bridge: true, alerts: false },
  }),
  settled: async (element) => {
    const tab = PAGES.indexOf(query.get('tab') ?? 'spectrum');
    const buttons = [...element.querySelectorAll<HTMLButtonElement>('.monitor .pages button')];
    (buttons[tab] ?? buttons[0])?.click();
    await rest(500);
    if (PAGES[tab] !== 'spectrum') return;
    const input = element.querySelector<HTMLInputElement>('.monitor input[type=file]');
    if (!input) return;
    const files = new DataTransfer();
    files.items.add(new File([recording()], 'BR-01 加速度 2026-07-15 10h.csv'));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    for (let waited = 0; waited < 100 && !element.querySelector('.recording .plot canvas'); waited++) await rest(100);
  },
});

/** Ten minutes at 50 Hz of a deck that rings in three modes under traffic, with one row that the logger spoilt. */
function recording(): string {
  const [rate, seconds] = [50, 600];
  const modes = [
    [0.417, 9, 0.02],
    [0.683, 4, 0.015],
    [1.29, 2.2, 0.02],
  ] as const;
  let seed = 1;
  const noise = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296 - 0.5;
  };
  // Each mode as a damped oscillator pushed by noise, one step a sample.
  const state = modes.map(() => [0, 0] as [number, number]);
  const rows = Array.from({ length: rate * seconds }, (_, i) => {
    const sum = modes.reduce((total, [hertz, gain, damping], m) => {
      const [last, before] = state[m] as [number, number];
      const w = (2 * Math.PI * hertz) / rate;
      const next =
        2 * Math.exp(-damping * w) * Math.cos(w) * last - Math.exp(-2 * damping * w) * before + gain * w * noise();
      state[m] = [next, last];
      return total + next;
    }, 0.4 * noise());
    const moment = new Date(Date.UTC(2026, 6, 15, 10, 0, 0) + (1000 * i) / rate).toISOString();
    const value = i === 7000 ? 'OVER' : sum.toFixed(4);
    return `${moment.slice(0, 10)} ${moment.slice(11, 23)},${value}`;
  });
  return ['时间,JS-03 [cm/s²]', ...rows].join('\n');
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
