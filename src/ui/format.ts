import type { AttributeValue } from '../domain/asset.ts';
import { type Instant, MINUTE, type Playhead } from '../domain/clock.ts';
import type { AttributeDefinition, PropertyDefinition } from '../domain/layer.ts';
import type { Language } from '../domain/words.ts';
import type { Say } from './desk-context.ts';
import { UNIT_WORDS, W } from './words.ts';

/** `2026-07-01`, in a city `utcOffset` minutes east of UTC. */
export function dateText(at: Instant, utcOffset: number): string {
  return new Date(at + utcOffset * MINUTE).toISOString().slice(0, 10);
}

/** `14:05`, or `14:05:09` with seconds. */
export function clockText(at: Instant, utcOffset: number, seconds = false): string {
  return new Date(at + utcOffset * MINUTE).toISOString().slice(11, seconds ? 19 : 16);
}

const WEEKDAYS: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }),
};
const MONTH_DAYS: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', day: 'numeric', timeZone: 'UTC' }),
};
const MONTHS: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
};
const YEAR_MONTHS: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', timeZone: 'UTC' }),
};

export function weekday(at: Instant, utcOffset: number, language: Language): string {
  return WEEKDAYS[language].format(at + utcOffset * MINUTE);
}
export function monthDay(at: Instant, utcOffset: number, language: Language): string {
  return MONTH_DAYS[language].format(at + utcOffset * MINUTE);
}
export function monthName(at: Instant, utcOffset: number, language: Language): string {
  return MONTHS[language].format(at + utcOffset * MINUTE);
}
export function yearMonth(at: Instant, utcOffset: number, language: Language): string {
  return YEAR_MONTHS[language].format(at + utcOffset * MINUTE);
}

/** Date and minute in one line. */
export function momentText(at: Instant, utcOffset: number): string {
  return `${dateText(at, utcOffset)} ${clockText(at, utcOffset)}`;
}

/** Where the playhead stands, as a person would say it. */
export function playheadText(playhead: Playhead, at: Instant, utcOffset: number, say: Say): string {
  const moment = momentText(at, utcOffset);
  switch (playhead.kind) {
    case 'now':
      return `${say(W.now)} ${moment}`;
    case 'slice':
      return `${playhead.slice} ${moment}`;
    case 'instant':
      return moment;
  }
}

/** How long ago, in the largest unit that keeps one figure of sense: `3 分钟前`. */
export function agoText(milliseconds: number, say: Say): string {
  const [unit, n] = largest(milliseconds);
  if (unit === 'Seconds' && n < 5) return say(W.justNow);
  return say(W[`ago${unit}`], { n });
}

/** A duration in words: `3 分钟`. */
export function durationText(milliseconds: number, say: Say): string {
  const [unit, n] = largest(milliseconds);
  return say(W[`for${unit}`], { n });
}

function largest(milliseconds: number): ['Seconds' | 'Minutes' | 'Hours' | 'Days', number] {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return ['Seconds', seconds];
  if (seconds < 3600) return ['Minutes', Math.floor(seconds / 60)];
  if (seconds < 48 * 3600) return ['Hours', Math.floor(seconds / 3600)];
  return ['Days', Math.floor(seconds / 86_400)];
}

/** Digits grouped in threes by thin spaces from 10,000 on, true minus sign. */
export function numberText(value: number, decimals = 0): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u2009') : whole;
  const zero = Number(value.toFixed(decimals)) === 0;
  return `${value < 0 && !zero ? '−' : ''}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** A property's value without its unit: the name of the state, or the number. */
export function valueText(property: PropertyDefinition, value: number, say: Say): string {
  if (Number.isNaN(value)) return '—';
  const state = property.states?.find((each) => each.value === value);
  return state ? say(state.title) : numberText(value, property.decimals);
}

/** The unit as printed behind a value; empty for codes and states. */
export function unitText(
  property: { readonly unit: string; readonly states?: PropertyDefinition['states'] },
  say: Say,
): string {
  if (property.unit === '1' || property.states) return '';
  const words = UNIT_WORDS[property.unit];
  return words ? say(words) : property.unit;
}

/** Value and unit with a thin space. */
export function valueWithUnit(property: PropertyDefinition, value: number, say: Say): string {
  const unit = Number.isNaN(value) ? '' : unitText(property, say);
  return unit === '' ? valueText(property, value, say) : `${valueText(property, value, say)}\u2009${unit}`;
}

/** An attribute's value as printed. */
export function attributeText(attribute: AttributeDefinition, value: AttributeValue, say: Say): string {
  if (value === null || value === '') return '—';
  const option = attribute.values?.find((each) => each.value === value);
  if (option) return say(option.title);
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (typeof value !== 'number') return value;
  const text = Number.isInteger(value) ? String(value) : String(Math.round(value * 1000) / 1000);
  if (!attribute.unit) return text;
  return `${text}\u2009${unitText({ unit: attribute.unit }, say)}`;
}
