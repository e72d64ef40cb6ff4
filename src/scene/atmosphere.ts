import { Cartesian3, Matrix4, type Scene, Transforms } from '@cesium/engine';
import type { Instant } from '../domain/clock.ts';
import { seasonAt } from '../domain/geo/season.ts';
import { solarPosition } from '../domain/geo/solar.ts';
import { SCENE_PALETTE } from '../domain/palette.ts';
import { type Daylight, daylight, litWindows, type Rgb } from './daylight.ts';
import type { Uniforms } from './private.ts';

/** Local time of the city is UTC+8, fixed; only the shares of lit windows depend on it. */
const UTC_OFFSET_HOURS = 8;
/** Degrees of solar altitude that one step of light covers: about a minute of the day. */
const ALTITUDE_STEP = 0.25;

/** Sun, sky, haze, hour and season as values that every shader reads at draw time: moving them writes uniforms only. */
export interface Atmosphere {
  /** Uniforms of the GLSL chunk `DAYLIGHT`. */
  readonly uniforms: Uniforms;
  readonly light: () => Daylight;
  /** Unit vectors towards the sun and the zenith, world coordinates. */
  readonly sun: () => Cartesian3;
  readonly up: () => Cartesian3;
  /**
   * Places the sun at `at` over longitude, latitude (degrees), in steps too small to see; returns whether it moved.
   * The steps are of the sun itself, so the same instant is the same picture whatever came before.
   */
  set(at: Instant, longitude: number, latitude: number): boolean;
}

export function createAtmosphere(scene: Scene): Atmosphere {
  let light = daylight(45, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon);
  const share = new Cartesian3(0.2, 0.2, 0.2);
  const season = new Cartesian3(1, 0, 1);
  let placed = '';
  const sun = new Cartesian3(0, 0, 1);
  const up = new Cartesian3(0, 0, 1);
  const vectors = new Map<string, Cartesian3>();
  const rgb = (name: string, [r, g, b]: Rgb) => {
    const vector = vectors.get(name) ?? new Cartesian3();
    vectors.set(name, vector);
    return Cartesian3.fromElements(r, g, b, vector);
  };

  return {
    uniforms: {
      u_sun: () => sun,
      u_up: () => up,
      u_day: () => light.day,
      u_lamps: () => light.lamps,
      u_sunColor: () => rgb('sun', light.sun),
      u_ambientSky: () => rgb('sky', light.ambientSky),
      u_ambientGround: () => rgb('ground', light.ambientGround),
      u_horizon: () => rgb('horizon', light.horizon),
      u_zenith: () => rgb('zenith', light.zenith),
      u_litWindows: () => share,
      u_season: () => season,
      u_cameraHeight: () => scene.camera.positionCartographic.height,
    },
    light: () => light,
    sun: () => sun,
    up: () => up,
    set(at, longitude, latitude) {
      const exact = solarPosition(at, longitude, latitude);
      // Below -12° nothing depends on the sun any more.
      const altitude = Math.max(-12, Math.round(exact.altitude / ALTITUDE_STEP) * ALTITUDE_STEP);
      const azimuth = altitude <= -12 ? 0 : Math.round(exact.azimuth);
      const hour = (((at / 3_600_000 + UTC_OFFSET_HOURS) % 24) + 24) % 24;
      const hundredth = (value: number) => Math.round(value * 100) / 100;
      const lit = litWindows(hour).map(hundredth);
      const year = seasonAt(at, latitude);
      const plants = [year.leaves, year.autumn, year.green].map(hundredth);
      const key = `${altitude}|${azimuth}|${lit}|${plants}|${longitude}|${latitude}`;
      if (key === placed) return false;
      placed = key;
      Cartesian3.fromArray(lit, 0, share);
      Cartesian3.fromArray(plants, 0, season);
      light = daylight(altitude, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon);
      const origin = Cartesian3.fromDegrees(longitude, latitude);
      const frame = Transforms.eastNorthUpToFixedFrame(origin);
      // Twilight comes from low above the place where the sun has set.
      const [a, z] = [(Math.max(altitude, 6) * Math.PI) / 180, (azimuth * Math.PI) / 180];
      const local = new Cartesian3(Math.sin(z) * Math.cos(a), Math.cos(z) * Math.cos(a), Math.sin(a));
      Cartesian3.normalize(Matrix4.multiplyByPointAsVector(frame, local, sun), sun);
      Matrix4.multiplyByPointAsVector(frame, Cartesian3.UNIT_Z, up);
      return true;
    },
  };
}
