/**
 * GCJ-02 and BD-09, the offset datums of public Chinese web maps. All data is kept in WGS-84 ≈ CGCS2000; this file is
 * the only place that converts. The GCJ-02 polynomial is the one long published by the eviltransform project; the
 * inverse iterates it to 1e-9 degrees.
 */
const A = 6378245;
const EE = 0.00669342162296594;
const BD = (Math.PI * 3000) / 180;

type LonLat = [longitude: number, latitude: number];

function outsideChina(longitude: number, latitude: number): boolean {
  return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271;
}

function shift(longitude: number, latitude: number): LonLat {
  const x = longitude - 105;
  const y = latitude - 35;
  const { PI, sin, sqrt, abs } = Math;
  const common = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common;
  dLat += ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  dLat += ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  let dLon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common;
  dLon += ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  dLon += ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  const phi = (latitude * PI) / 180;
  const magic = 1 - EE * sin(phi) ** 2;
  dLat = (dLat * 180) / (((A * (1 - EE)) / (magic * sqrt(magic))) * PI);
  dLon = (dLon * 180) / ((A / sqrt(magic)) * Math.cos(phi) * PI);
  return [dLon, dLat];
}

export function wgs84ToGcj02(longitude: number, latitude: number): LonLat {
  if (outsideChina(longitude, latitude)) return [longitude, latitude];
  const [dLon, dLat] = shift(longitude, latitude);
  return [longitude + dLon, latitude + dLat];
}

export function gcj02ToWgs84(longitude: number, latitude: number): LonLat {
  if (outsideChina(longitude, latitude)) return [longitude, latitude];
  let [lon, lat] = [longitude, latitude];
  for (let i = 0; i < 10; i++) {
    const [x, y] = wgs84ToGcj02(lon, lat);
    lon += longitude - x;
    lat += latitude - y;
    if (Math.abs(longitude - x) + Math.abs(latitude - y) < 1e-9) break;
  }
  return [lon, lat];
}

export function gcj02ToBd09(longitude: number, latitude: number): LonLat {
  const r = Math.hypot(longitude, latitude) + 0.00002 * Math.sin(latitude * BD);
  const theta = Math.atan2(latitude, longitude) + 0.000003 * Math.cos(longitude * BD);
  return [r * Math.cos(theta) + 0.0065, r * Math.sin(theta) + 0.006];
}

export function bd09ToGcj02(longitude: number, latitude: number): LonLat {
  let [lon, lat] = [longitude - 0.0065, latitude - 0.006];
  for (let i = 0; i < 10; i++) {
    const [x, y] = gcj02ToBd09(lon, lat);
    lon += longitude - x;
    lat += latitude - y;
  }
  return [lon, lat];
}

export function bd09ToWgs84(longitude: number, latitude: number): LonLat {
  return gcj02ToWgs84(...bd09ToGcj02(longitude, latitude));
}
