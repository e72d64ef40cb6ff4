import { type DayNight, SCENE_PALETTE, STATUS_PALETTE } from '../../domain/palette.ts';
import { linearOf } from '../daylight.ts';

/** A colour as a GLSL literal: linear for lit surfaces, sRGB for symbols. */
function vec3(channels: readonly number[]): string {
  return `vec3(${channels.map((channel) => channel.toFixed(5)).join(', ')})`;
}

const linear = (hex: string) => vec3(linearOf(hex));
const srgb = (hex: string) => vec3(linearOf(hex).map((channel) => channel ** (1 / 2.2)));
const pair = (color: DayNight) => `dayNight(${linear(color.day)}, ${linear(color.night)})`;

/** Body and roof of buildings. */
export const BUILDING_COLORS = `
const vec3 BODY_DAY = ${linear(SCENE_PALETTE.building.day)};
const vec3 BODY_NIGHT = ${linear(SCENE_PALETTE.building.night)};
const vec3 ROOF_DAY = ${linear(SCENE_PALETTE.roof.day)};
const vec3 ROOF_NIGHT = ${linear(SCENE_PALETTE.roof.night)};
`;

/** Ground classes in the order in which the tile build numbers them. */
const GROUND_CLASSES = [
  'block',
  'carriageway',
  'footway',
  'cycleway',
  'marking',
  'crossing',
  'island',
  'water',
  'bank',
  'lawn',
  'plaza',
  'rail',
  'greenway',
] as const;

const GROUND_PALETTE: Readonly<Record<(typeof GROUND_CLASSES)[number], DayNight>> = {
  block: { day: '#DDD8CE', night: '#161D26' },
  carriageway: SCENE_PALETTE.carriageway,
  footway: SCENE_PALETTE.footway,
  cycleway: { day: '#8E8A86', night: '#282F38' },
  marking: SCENE_PALETTE.marking,
  crossing: SCENE_PALETTE.marking,
  island: { day: '#B4BEA0', night: '#1E2A24' },
  water: SCENE_PALETTE.water,
  bank: { day: '#C3C2A6', night: '#1B241F' },
  lawn: SCENE_PALETTE.lawn,
  plaza: { day: '#D9D3C7', night: '#262D36' },
  rail: { day: '#8A857E', night: '#20262D' },
  greenway: { day: '#C98F72', night: '#33291F' },
};

export const GROUND_COLORS = `
const int WATER = ${GROUND_CLASSES.indexOf('water')};
const int LAWN = ${GROUND_CLASSES.indexOf('lawn')};
const int ISLAND = ${GROUND_CLASSES.indexOf('island')};
const int BANK = ${GROUND_CLASSES.indexOf('bank')};
// What winter makes of grass.
const vec3 STRAW = vec3(1.28, 0.98, 0.86);
vec3 classColor(int cover) {
${GROUND_CLASSES.map((id, index) => `  if (cover == ${index}) return ${pair(GROUND_PALETTE[id])};`).join('\n')}
  return ${pair(SCENE_PALETTE.ground)};
}
`;

/** Status colours inside custom shaders, which know no uniform arrays. */
export const STATUS_CONSTANTS = `
const int PLANNED = 6;
const int REMOVED = 7;
vec3 statusColor(int code) {
${[
  STATUS_PALETTE.normal,
  STATUS_PALETTE.blue,
  STATUS_PALETTE.yellow,
  STATUS_PALETTE.orange,
  STATUS_PALETTE.red,
  STATUS_PALETTE.quality,
  SCENE_PALETTE.planned,
  SCENE_PALETTE.removed,
]
  .map((color, code) => `  if (code == ${code}) return mix(${srgb(color.night)}, ${srgb(color.day)}, u_day);`)
  .join('\n')}
  return vec3(0.5);
}
`;
