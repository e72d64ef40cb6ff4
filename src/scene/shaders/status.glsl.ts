/** Status colours by code: level 0–4, then data quality, planned, removed. sRGB, mixed by day and night. */
export const STATUS = /* glsl */ `
uniform vec3 u_statusDay[8];
uniform vec3 u_statusNight[8];
const int QUALITY = 5;
const int PLANNED = 6;
const int REMOVED = 7;
vec3 statusColor(int code) { return mix(u_statusNight[code], u_statusDay[code], u_day); }
`;
