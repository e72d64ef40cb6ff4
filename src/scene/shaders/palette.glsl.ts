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
  'kerb',
  'tactile',
  'bus-bay',
  'quay',
  'railing',
  'bed',
  'steel',
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
  kerb: { day: '#DEDAD2', night: '#3A424C' },
  tactile: { day: '#D9BC72', night: '#3A3629' },
  'bus-bay': SCENE_PALETTE.carriageway,
  quay: { day: '#C4BDB0', night: '#2A2E33' },
  railing: { day: '#D8D2C6', night: '#3A3D40' },
  bed: { day: '#7C9A62', night: '#18241B' },
  steel: { day: '#8C8A88', night: '#2B3036' },
};

/** Numbers of the ground classes, and the colours of what is painted or grows on them. */
export const GROUND_COVERS = `
${GROUND_CLASSES.map((id, index) => `const int ${id.toUpperCase().replace('-', '_')} = ${index};`).join('\n')}
const vec3 PAINT_DAY = ${linear(SCENE_PALETTE.marking.day)};
const vec3 PAINT_NIGHT = ${linear(SCENE_PALETTE.marking.night)};
// Yellow paint of centre lines and bus bays (GB 5768.3), and the coloured surface of cycle tracks.
const vec3 YELLOW_DAY = ${linear('#E3B23A')};
const vec3 YELLOW_NIGHT = ${linear('#8A7340')};
const vec3 CYCLE_DAY = ${linear('#8B6A60')};
const vec3 CYCLE_NIGHT = ${linear('#2C2829')};
// What winter makes of grass.
const vec3 STRAW = vec3(1.28, 0.98, 0.86);
`;

/** Colour of a ground class. */
export const GROUND_COLORS = `
vec3 classColor(int cover) {
${GROUND_CLASSES.map((id, index) => `  if (cover == ${index}) return ${pair(GROUND_PALETTE[id])};`).join('\n')}
  return ${pair(SCENE_PALETTE.ground)};
}
`;

/** Status colours by code: level 0–4, then data quality, planned, removed; sRGB, mixed by day and night. Wants `u_day`. */
export const STATUS_COLORS = `
const int QUALITY = 5;
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
