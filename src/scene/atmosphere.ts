import { Cartesian3, Matrix4, type Scene, Transforms } from '@cesium/engine';
import type { Instant } from '../domain/clock.ts';
import { lunarPosition, siderealAngle } from '../domain/geo/moon.ts';
import { seasonAt } from '../domain/geo/season.ts';
import { solarPosition } from '../domain/geo/solar.ts';
import {
  DEFAULT_LANDSCAPE,
  LANDSCAPE_MODES,
  type LandscapeSchedule,
  landscapeMode,
} from '../domain/landscape-lighting.ts';
import { SCENE_PALETTE } from '../domain/palette.ts';
import { type CityWeather, CLEAR } from '../domain/weather.ts';
import { DARK, type Daylight, daylight, litWindows, type Rgb } from './daylight.ts';
import type { Uniforms } from './private/uniforms.ts';

/** Local time of the city is UTC+8, fixed; the shares of lit windows and the lights of watersides depend on it. */
const UTC_OFFSET_HOURS = 8;
/** Degrees of solar altitude that one step of light covers: about a minute of the day. */
const ALTITUDE_STEP = 0.25;
/** Degrees of azimuth of a step of the sun, and of the moon and the stars: theirs carry less light. */
const AZIMUTH_STEP = 0.5;
const MOON_STEP = 1;
/** Twilight comes from this low above the place where the sun has set. */
const TWILIGHT_FROM = 4;

/** Sun, moon, sky, weather, hour and season as values that every shader reads at draw time: moving them writes uniforms only. */
export interface Atmosphere {
  /** Uniforms of the GLSL chunk `DAYLIGHT`. */
  readonly uniforms: Uniforms;
  /** Those of the sky alone: sun, moon and stars at their true places. */
  readonly skyUniforms: Uniforms;
  readonly light: () => Daylight;
  readonly weather: () => CityWeather;
  /** Unit vectors towards the light and the zenith, world coordinates. */
  readonly sun: () => Cartesian3;
  readonly up: () => Cartesian3;
  /** Degrees of the sun above the horizon, in steps. */
  readonly altitude: () => number;
  /**
   * Places sun and moon at `at` over longitude, latitude (degrees) under `weather`, in steps too small to see; returns
   * whether anything changed. The steps are of the things themselves, so the same instant is the same picture whatever
   * came before.
   */
  set(at: Instant, longitude: number, latitude: number, weather?: CityWeather): boolean;
}

export function createAtmosphere(scene: Scene, landscape: LandscapeSchedule = DEFAULT_LANDSCAPE): Atmosphere {
  let mode = 0;
  let light = daylight(45, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon);
  let weather = CLEAR;
  let altitude = 45;
  let moonlit = 0;
  let starTurn = 0;
  let placed = '';
  const share = new Cartesian3(0.2, 0.2, 0.2);
  const season = new Cartesian3(1, 0, 1);
  const air = new Cartesian3(0, 0, 0);
  const sun = new Cartesian3(0, 0, 1);
  const trueSun = new Cartesian3(0, 0, 1);
  const moon = new Cartesian3(0, 0, -1);
  const up = new Cartesian3(0, 0, 1);
  const colours = {
    sun: new Cartesian3(),
    ambientSky: new Cartesian3(),
    ambientGround: new Cartesian3(),
    horizon: new Cartesian3(),
    zenith: new Cartesian3(),
    glow: new Cartesian3(),
    disc: new Cartesian3(),
  };
  const paint = () => {
    for (const [name, colour] of Object.entries(colours)) {
      const [r, g, b]: Rgb = light[name as keyof typeof colours];
      Cartesian3.fromElements(r, g, b, colour);
    }
  };
  paint();

  return {
    uniforms: {
      u_sun: () => sun,
      u_up: () => up,
      u_day: () => light.day,
      u_lamps: () => light.lamps,
      u_sunColor: () => colours.sun,
      u_ambientSky: () => colours.ambientSky,
      u_ambientGround: () => colours.ambientGround,
      u_horizon: () => colours.horizon,
      u_zenith: () => colours.zenith,
      u_glow: () => colours.glow,
      u_air: () => air,
      u_litWindows: () => share,
      u_season: () => season,
      /** Lights of the watersides: their place in LANDSCAPE_MODES. */
      u_landscape: () => mode,
      u_cameraHeight: () => scene.camera.positionCartographic.height,
    },
    skyUniforms: {
      u_trueSun: () => trueSun,
      u_disc: () => colours.disc,
      u_moon: () => moon,
      u_moonlit: () => moonlit,
      u_stars: () => light.stars,
      u_starTurn: () => starTurn,
    },
    light: () => light,
    weather: () => weather,
    sun: () => sun,
    up: () => up,
    altitude: () => altitude,
    set(at, longitude, latitude, over = CLEAR) {
      const step = (value: number, by: number) => Math.round(value / by) * by;
      const exact = solarPosition(at, longitude, latitude);
      const night = exact.altitude < DARK + 4;
      const [sunUp, sunAzimuth] = [
        Math.max(DARK - 1, step(exact.altitude, ALTITUDE_STEP)),
        exact.altitude < DARK ? 0 : step(exact.azimuth, AZIMUTH_STEP),
      ];
      const lunar = lunarPosition(at, longitude, latitude);
      // By day the moon is a pale mark, and is placed only as often as one would notice.
      const moonStep = night ? MOON_STEP : 4 * MOON_STEP;
      const [moonUp, moonAzimuth] = [step(lunar.altitude, moonStep), step(lunar.azimuth, moonStep)];
      const lit = step(lunar.illuminated, 0.02);
      const turn = night ? step(siderealAngle(at), MOON_STEP) : 0;
      const hour = (((at / 3_600_000 + UTC_OFFSET_HOURS) % 24) + 24) % 24;
      const hundredth = (value: number) => step(value, 0.01);
      const windows = litWindows(hour).map(hundredth);
      const year = seasonAt(at, latitude);
      const plants = [year.leaves, year.autumn, year.green].map(hundredth);
      const sky = `${sunUp}|${sunAzimuth}|${moonUp}|${moonAzimuth}|${lit}|${turn}|${longitude}|${latitude}`;
      const lights = LANDSCAPE_MODES.indexOf(landscapeMode(landscape, at, UTC_OFFSET_HOURS * 60));
      const key = `${sky}|${lights}|${windows}|${plants}|${over.rain}|${over.wetness}|${over.overcast}|${over.heaviness}|${over.extinction}`;
      if (key === placed) return false;
      placed = key;
      mode = lights;
      altitude = sunUp;
      weather = over;
      starTurn = (turn * Math.PI) / 180;
      Cartesian3.fromArray(windows, 0, share);
      Cartesian3.fromArray(plants, 0, season);
      Cartesian3.fromElements(over.wetness, Math.min(1, over.rain / 30), over.extinction, air);
      light = daylight(sunUp, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon, over, {
        altitude: moonUp,
        illuminated: lit,
      });
      moonlit = lunar.altitude < -2 ? 0 : (1 - over.overcast) * (0.35 + 0.65 * (1 - light.day));
      paint();
      const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(longitude, latitude));
      const towards = (degreesUp: number, azimuth: number, result: Cartesian3) => {
        const [a, z] = [(degreesUp * Math.PI) / 180, (azimuth * Math.PI) / 180];
        const local = new Cartesian3(Math.sin(z) * Math.cos(a), Math.cos(z) * Math.cos(a), Math.sin(a));
        return Cartesian3.normalize(Matrix4.multiplyByPointAsVector(frame, local, result), result);
      };
      towards(sunUp, sunAzimuth, trueSun);
      towards(moonUp, moonAzimuth, moon);
      // One light at a time: at -9° the set sun's has gone and the moon's not begun (daylight.ts).
      if (sunUp < -9) Cartesian3.clone(moon, sun);
      else towards(Math.max(sunUp, TWILIGHT_FROM), sunAzimuth, sun);
      Matrix4.multiplyByPointAsVector(frame, Cartesian3.UNIT_Z, up);
      return true;
    },
  };
}
