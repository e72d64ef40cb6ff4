import type { Level } from './level.ts';

/** A colour by day and by night, `#rrggbb`. */
export interface DayNight {
  readonly day: string;
  readonly night: string;
}

/**
 * The one source of colour (look.md). `ui/tokens.css` is generated from it, the scene and the legend read it.
 */
export const STATUS_PALETTE: Readonly<Record<Level | 'quality', DayNight>> = {
  normal: { day: '#4C8A6A', night: '#6FAE8D' },
  quality: { day: '#7A5BD0', night: '#A68BFF' },
  blue: { day: '#2F6FDE', night: '#5B9BFF' },
  yellow: { day: '#B88600', night: '#F2C94C' },
  orange: { day: '#D4600A', night: '#FF8A3D' },
  red: { day: '#C8202F', night: '#FF5A5F' },
};

/** Shape of each status: readable in grey. */
export type StatusShape = 'circle' | 'ring' | 'triangle' | 'diamond' | 'square' | 'barred-circle';

export const STATUS_SHAPE: Readonly<Record<Level | 'quality', StatusShape>> = {
  normal: 'circle',
  quality: 'barred-circle',
  blue: 'ring',
  yellow: 'triangle',
  orange: 'diamond',
  red: 'square',
};

export const SCENE_PALETTE = {
  skyZenith: { day: '#9DBBD6', night: '#0B1220' },
  skyHorizon: { day: '#E8EDF0', night: '#1A2433' },
  ground: { day: '#E6E2DA', night: '#131A23' },
  carriageway: { day: '#5A5F66', night: '#232A33' },
  footway: { day: '#CFCAC1', night: '#2C343F' },
  marking: { day: '#F4F2EC', night: '#9AA3AD' },
  water: { day: '#7FA9BC', night: '#0E2233' },
  lawn: { day: '#A9BC8F', night: '#1C2A22' },
  crown: { day: '#6F8F5E', night: '#182620' },
  building: { day: '#EFEBE4', night: '#1C2530' },
  roof: { day: '#D8D2C8', night: '#1C2530' },
  planned: { day: '#1F8A8A', night: '#4FD1C5' },
  removed: { day: '#B0493A', night: '#E07A66' },
} as const satisfies Record<string, DayNight>;
