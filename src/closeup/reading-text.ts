import { LIVENESS_WORDS } from '../domain/liveness.ts';
import type { Language } from '../domain/words.ts';
import type { Reading } from './reading.ts';

/** The value with its unit, or its state in words: `236 W`, `单灯故障`, `无观测`. */
export function valueText({ property, value }: Reading, language: Language): string {
  if (Number.isNaN(value)) return LIVENESS_WORDS.none[language];
  const state = property.states?.find((each) => each.value === value);
  if (state) return state.title[language];
  const number = value.toFixed(property.decimals).replace('-', '−');
  return property.unit === '1' ? number : `${number} ${property.unit}`;
}

/** Age in words of one unit: `12 秒前`, `3 h ago`. Empty when never observed. */
export function ageText({ ageSeconds, liveness }: Reading, language: Language): string {
  if (Number.isNaN(ageSeconds)) return '';
  const units: readonly (readonly [seconds: number, zh: string, en: string])[] = [
    [86_400, '天', 'd'],
    [3600, '小时', 'h'],
    [60, '分钟', 'min'],
    [1, '秒', 's'],
  ];
  const [seconds, zh, en] = units.find(([each]) => ageSeconds >= each) ?? [1, '秒', 's'];
  const count = Math.floor(Math.max(0, ageSeconds) / seconds);
  const age = language === 'zh' ? `${count} ${zh}前` : `${count} ${en} ago`;
  return liveness === 'live' ? age : `${LIVENESS_WORDS[liveness][language]} ${age}`;
}
