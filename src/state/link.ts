import { CITY_STYLES } from '../domain/city-style.ts';
import { parseInstant } from '../domain/clock.ts';
import { DENSITY_KINDS, DENSITY_MEASURES } from '../domain/density.ts';
import { CLASSIFICATION_WORDS, CLASSIFICATIONS, type Classification } from '../domain/provenance.ts';
import { COLOR_METHODS } from '../domain/query/classify.ts';
import type { Words } from '../domain/words.ts';
import { parseAlternativeRef } from './alternative-ref.ts';
import { formatClip, parseClip } from './clipping.ts';
import { readColorBy, readDensity, readFilter } from './commands/select.ts';
import { formatMeasuring, parseMeasuring } from './measuring.ts';
import { formatPlayhead, parsePlayhead } from './playhead.ts';
import {
  COMPARE_VIEWS,
  CONSENTS_SHOWN,
  DEFAULT_SESSION,
  type LayerLook,
  LIGHT_VIEWS,
  MODE_IDS,
  type ModeId,
  type Notice,
  QUALITY_IDS,
  type QualityId,
  type Session,
} from './session.ts';
import { formatStorm, parseStorm } from './storm.ts';

/** What exists, to tell a good link from one that names something unknown. */
export interface LinkContext {
  readonly layers: readonly string[];
  readonly alternatives: (scenario: string) => readonly string[] | undefined;
  readonly assetLayer: (id: string) => string | undefined;
  readonly basemaps: readonly string[];
}

const ASSET = /^[A-Za-z0-9._-]{1,64}$/;
const THREAD = /^R-\d{1,9}$/;

type Change = { -readonly [K in keyof Session]?: Session[K] };

/**
 * Reads a link (design.md, contract *link*). What it names and does not exist is left out, and one notice lists it: the
 * rest opens. Never throws.
 */
export function readLink(query: string, context: LinkContext): Change {
  const parameters = new URLSearchParams(query);
  const change: Change = {};
  const unknown: string[] = [];

  function take(key: string, use: (text: string) => void): void {
    const text = parameters.get(key);
    if (text === null || text === '') return;
    try {
      use(text);
    } catch {
      unknown.push(`${key}=${text}`);
    }
  }
  function known<T extends string>(text: string, values: readonly T[]): T {
    if (!values.includes(text as T)) throw new RangeError(text);
    return text as T;
  }
  function alternative(text: string) {
    const ref = parseAlternativeRef(text);
    if (!context.alternatives(ref.id)?.includes(ref.alternative)) throw new RangeError(text);
    return ref;
  }

  take('mode', (text) => {
    change.mode = known<ModeId>(text, MODE_IDS);
  });
  take('quality', (text) => {
    change.quality = known<QualityId>(text, QUALITY_IDS);
  });
  take('lang', (text) => {
    change.language = known(text, ['zh', 'en'] as const);
  });
  take('freeze', (text) => {
    change.freeze = parseInstant(text);
  });
  take('scenario', (text) => {
    change.scenario = alternative(text);
  });
  take('compare', (text) => {
    change.compare = alternative(text);
  });
  take('compare-t', (text) => {
    if (!change.compare) throw new RangeError(text);
    change.compareAt = parsePlayhead(text);
  });
  take('compare-view', (text) => {
    change.compareView = known(text, COMPARE_VIEWS);
  });
  take('assume', (text) => {
    change.assume = Object.fromEntries(
      text.split(',').map((pair) => {
        const [, key, value] = /^([A-Za-z0-9]+):(-?[0-9.eE+-]+)$/.exec(pair) ?? [];
        if (key === undefined || !Number.isFinite(Number(value))) throw new RangeError(text);
        return [key, Number(value)];
      }),
    );
  });
  take('consents', (text) => {
    change.consents = known(text, CONSENTS_SHOWN);
  });
  take('split', (text) => {
    const split = Number(text);
    if (!(split >= 0 && split <= 1)) throw new RangeError(text);
    change.split = split;
  });
  take('light', (text) => {
    change.light = known(text, LIGHT_VIEWS);
  });
  take('storm', (text) => {
    const storm = parseStorm(text);
    if (context.assetLayer(storm.site) !== 'waterlogging') throw new RangeError(text);
    change.storm = storm;
  });
  take('layers', (text) => {
    const ids = text === 'none' ? [] : text.split(',');
    change.layers = context.layers.filter((id) => ids.includes(id));
    for (const id of ids) if (!context.layers.includes(id)) unknown.push(`layers=${id}`);
  });
  take('view', (text) => {
    const view = text.split(',').map(Number);
    if (view.length !== 6 || view.some((each) => !Number.isFinite(each))) throw new RangeError(text);
    change.view = view as unknown as NonNullable<Session['view']>;
  });
  take('select', (text) => {
    // What a plan builds is known once the plan is here; `app/stay-on-known.ts` looks again then.
    if (context.assetLayer(text) === undefined && !(change.scenario && ASSET.test(text))) throw new RangeError(text);
    change.select = text;
  });
  take('selection', (text) => {
    readFilter(text, context.layers);
    change.selection = text;
  });
  take('measure', (text) => {
    change.measure = parseMeasuring(text);
  });
  take('clip', (text) => {
    change.clip = parseClip(text);
  });
  take('table', (text) => {
    change.table = known(text, context.layers);
  });
  const looks: Record<string, LayerLook> = {};
  for (const layer of context.layers)
    take(`filter.${layer}`, (text) => {
      readFilter(text, [layer]);
      looks[layer] = { ...looks[layer], filter: text };
    });
  for (const layer of context.layers)
    take(`color.${layer}`, (text) => {
      const [field = '', by, classes] = text.split(':');
      const color = { field, by: known(by ?? '', COLOR_METHODS), classes: classes === undefined ? 5 : Number(classes) };
      looks[layer] = { ...looks[layer], color: readColorBy(layer, color) };
    });
  if (Object.keys(looks).length > 0) change.looks = looks;
  take('density', (text) => {
    const [layer = '', kind, measure, field] = text.split(':');
    change.density = readDensity(context.layers, {
      layer,
      kind: known(kind ?? '', DENSITY_KINDS),
      measure: known(measure ?? 'count', DENSITY_MEASURES),
      field: field ?? null,
    });
  });
  take('comment', (text) => {
    if (!THREAD.test(text)) throw new RangeError(text);
    change.review = { ...DEFAULT_SESSION.review, thread: text };
  });
  take('style', (text) => {
    change.style = known(text, CITY_STYLES);
  });
  take('basemap', (text) => {
    change.basemap = known(text, context.basemaps);
  });
  take('t', (text) => {
    const playhead = parsePlayhead(text);
    if (playhead.kind === 'slice' && !change.scenario) throw new RangeError(text);
    change.playhead = playhead;
  });
  take('class', (text) => {
    change.notices = [sharedBy(parameters.get('by'), known(text, CLASSIFICATIONS))];
  });
  if (unknown.length > 0) change.notices = [...(change.notices ?? []), notFound(unknown)];
  return change;
}

/** A link to be handed on says its class and who made it: `link`, an address that `writeLink` wrote. */
export function signedLink(link: string, by: string | null, classification: Classification): string {
  const address = new URL(link);
  address.searchParams.set('class', classification);
  if (by !== null) address.searchParams.set('by', by);
  return address.href;
}

function sharedBy(by: string | null, classification: Classification): Notice {
  const { zh, en } = CLASSIFICATION_WORDS[classification];
  const text: Words = {
    zh: `此链接${by === null ? '' : `由 ${by} 分享，`}密级：${zh}`,
    en: `This link${by === null ? ' is' : `, shared by ${by}, is`} ${en}`,
  };
  return { key: 'link.class', tone: 'info', text };
}

function notFound(unknown: readonly string[]): Notice {
  const list = unknown.join('，');
  const text: Words = {
    zh: `链接中有未找到的内容，已略过：${list}`,
    en: `Not found and left out of the link: ${unknown.join(', ')}`,
  };
  return { key: 'link.not-found', tone: 'warning', text };
}

/** The link of a session: the inverse of `readLink`, without what is at its default, such as the layers shown at first. */
export function writeLink(session: Session, firstLayers: readonly string[]): string {
  const parameters: [string, string][] = [];
  if (session.mode !== 'review') parameters.push(['mode', session.mode]);
  parameters.push(['t', formatPlayhead(session)]);
  if (session.scenario) parameters.push(['scenario', `${session.scenario.id}.${session.scenario.alternative}`]);
  if (session.compare) {
    parameters.push(['compare', `${session.compare.id}.${session.compare.alternative}`]);
    if (session.compareAt) parameters.push(['compare-t', formatPlayhead({ playhead: session.compareAt })]);
    if (session.compareView !== 'swipe') parameters.push(['compare-view', session.compareView]);
    if (session.split !== 0.5) parameters.push(['split', session.split.toFixed(3)]);
  }
  if (session.scenario && session.consents !== 'all') parameters.push(['consents', session.consents]);
  const assumed = Object.entries(session.assume);
  if ((session.scenario || session.storm) && assumed.length > 0)
    parameters.push(['assume', assumed.map(([key, value]) => `${key}:${value}`).join(',')]);
  if (session.scenario && session.light !== 'off') parameters.push(['light', session.light]);
  if (session.storm) parameters.push(['storm', formatStorm(session.storm)]);
  const asAtFirst =
    session.layers.length === firstLayers.length && session.layers.every((id) => firstLayers.includes(id));
  if (!asAtFirst) parameters.push(['layers', session.layers.join(',') || 'none']);
  if (session.view) parameters.push(['view', formatView(session.view)]);
  if (session.select) parameters.push(['select', session.select]);
  if (session.selection !== null) parameters.push(['selection', session.selection]);
  if (session.measure && session.measure.points.length > 0)
    parameters.push(['measure', formatMeasuring(session.measure)]);
  if (session.clip) parameters.push(['clip', formatClip(session.clip)]);
  if (session.density) {
    const { layer, kind, measure, field } = session.density;
    parameters.push(['density', [layer, kind, measure, ...(field === null ? [] : [field])].join(':')]);
  }
  if (session.table !== null) parameters.push(['table', session.table]);
  for (const [layer, { filter, color }] of Object.entries(session.looks)) {
    if (filter !== undefined) parameters.push([`filter.${layer}`, filter]);
    if (color) parameters.push([`color.${layer}`, `${color.field}:${color.by}:${color.classes}`]);
  }
  if (session.review.thread) parameters.push(['comment', session.review.thread]);
  if (session.style !== 'natural') parameters.push(['style', session.style]);
  if (session.basemap) parameters.push(['basemap', session.basemap]);
  if (session.quality !== 'high') parameters.push(['quality', session.quality]);
  if (session.language !== 'zh') parameters.push(['lang', session.language]);
  if (session.freeze !== null) parameters.push(['freeze', new Date(session.freeze).toISOString()]);
  return `/?${parameters.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%3B', ';')}`).join('&')}`;
}

/** Six decimals of a degree are 0.1 m; more would only make links long. */
function formatView(view: NonNullable<Session['view']>): string {
  const decimals = [6, 6, 1, 1, 1, 1];
  return view.map((each, i) => String(Number(each.toFixed(decimals[i])))).join(',');
}
