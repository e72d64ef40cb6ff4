import type { Glyph } from '../domain/layer.ts';

export type IconId =
  | Glyph
  | 'search'
  | 'close'
  | 'chevron'
  | 'play'
  | 'pause'
  | 'share'
  | 'report'
  | 'about'
  | 'eye'
  | 'eye-off'
  | 'fly'
  | 'copy'
  | 'cube'
  | 'plus'
  | 'minus'
  | 'home'
  | 'text'
  | 'sun'
  | 'moon'
  | 'lock'
  | 'chart'
  | 'export'
  | 'box'
  | 'polygon'
  | 'table'
  | 'filter'
  | 'comment'
  | 'ruler'
  | 'area'
  | 'height'
  | 'clip'
  | 'own'
  | 'buffer'
  | 'walk'
  | 'bookmark';

const PATHS: Readonly<Record<IconId, string>> = {
  bridge: 'M2 14h16M6 14V4m8 10V4M6 4 2 12m4-8 4 8m4-8-4 8m4-8 4 8M4 14v2m12-2v2',
  water:
    'M10 2.5c3 3.6 4.6 6 4.6 8.2a4.6 4.6 0 0 1-9.2 0c0-2.2 1.6-4.6 4.6-8.2ZM3 17.5c1.2-.8 2.3-.8 3.5 0s2.3.8 3.5 0 2.3-.8 3.5 0 2.3.8 3.5 0',
  path: 'M6 18c0-4 8-4 8-8s-8-3-8-8M10 2.5h.01M10 17.5h.01',
  lamp: 'M6 18V6a3 3 0 0 1 3-3h5m-2 0v2h5V4l-2-1h-3M4 18h4M13 8v1.5m-2.2-1.6-.8 1.2m5.2-1.2.8 1.2',
  billboard: 'M3 4h14v8H3ZM7 12v6m6-6v6M6 7h8M6 9.3h5',
  pole: 'M10 18V2M6 5h8M7.5 8.5h5M7 18h6',
  weather: 'M6 12a3 3 0 0 1 .4-6 4 4 0 0 1 7.4-.6A3.4 3.4 0 0 1 14 12ZM7 14.5 6 17m4.5-2.5-1 2.5m4.5-2.5-1 2.5',
  generic: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5 4 4',
  close: 'm5 5 10 10M15 5 5 15',
  chevron: 'm7 4 6 6-6 6',
  play: 'M6 4v12l10-6Z',
  pause: 'M6.5 4v12m7-12v12',
  share: 'M8 12 5.5 14.5a3 3 0 0 1-4-4L5 7a3 3 0 0 1 4 0m3 1 2.5-2.5a3 3 0 0 1 4 4L15 13a3 3 0 0 1-4 0m-3.5-.5 5-5',
  report: 'M5 2.5h7l3.5 3.5v11.5H5ZM11.5 2.5V6.5h4M7.5 10h5.5m-5.5 3.5h5.5',
  about: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4ZM10 9v5m0-8v.01',
  eye: 'M1.8 10S5 4.5 10 4.5 18.2 10 18.2 10 15 15.5 10 15.5 1.8 10 1.8 10ZM10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8Z',
  'eye-off': 'M1.8 10S5 4.5 10 4.5 18.2 10 18.2 10 15 15.5 10 15.5 1.8 10 1.8 10ZM3.5 16.5l13-13',
  fly: 'M10 2.5v3m0 9v3M2.5 10h3m9 0h3M10 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  copy: 'M7 7h9v10H7ZM4 13V3h9',
  cube: 'm10 2.5 6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2ZM3.5 6.2 10 10l6.5-3.8M10 10v7.5',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  home: 'm3 10 7-6.5 7 6.5M5 8.5V17h10V8.5',
  text: 'M3.5 5h13M3.5 9h13m-13 4h13m-13 4h8',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 1.5v2m0 13v2M1.5 10h2m13 0h2M4 4l1.4 1.4m9.2 9.2L16 16M4 16l1.4-1.4m9.2-9.2L16 4',
  moon: 'M15.5 12.2A6.5 6.5 0 0 1 7.8 4.5a6.5 6.5 0 1 0 7.7 7.7Z',
  chart: 'M3 3v14h14M6 13l3.2-4 3 2.4L17 5',
  export: 'M3 5h4l1.5-2h3L13 5h4v11H3ZM10 8a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 10 8Z',
  box: 'M3 5h14v10H3Z',
  polygon: 'm4 7 6-4 7 5-2 8-9 1Z',
  table: 'M3 4h14v12H3ZM3 8h14M3 12h14M8 4v12',
  filter: 'M3 4h14l-5.5 6.5V16l-3 1.5v-7Z',
  comment: 'M3 3.5h14v10H9.5L5.5 17v-3.5H3ZM6.5 7h7m-7 3h4.5',
  ruler: 'm3 13 10-10 4 4L7 17ZM6 10l1.5 1.5M8.5 7.5 10 9m1-4 1.5 1.5',
  area: 'M4 4h12v12H4ZM4 9l5-5M4 14 14 4M6 16 16 6m-5 10 5-5',
  clip: 'm10 2.5 6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2ZM10 10v7.5M3.5 6.2 10 10l6.5-3.8M1.5 13l17-6',
  bookmark: 'M5.5 2.5h9v15L10 13.5 5.5 17.5Z',
  walk: 'M11 2.5a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM6 11l2-3.5 3-.5 1.5 3 2.5 1M10.5 7.5 9.5 12l3 2.5 1 3.5M9.5 12 8 15l-2 2.5',
  buffer:
    'M10 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3ZM10 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm0-3.2a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4Z',
  own: 'M10 3v9m-3.5-3.5L10 12l3.5-3.5M3 12v5h14v-5',
  height: 'M10 3v14m-3-11 3-3 3 3m-6 8 3 3 3-3M4 3h3m6 0h3M4 17h3m6 0h3',
  lock: 'M5 9h10v8H5Zm2 0V6.5a3 3 0 0 1 6 0V9',
};

/** A pictogram drawn in the colour of the text around it; never read aloud, a word stands beside it or in the label. */
export function Icon({ id }: { readonly id: IconId }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[id]} />
    </svg>
  );
}
