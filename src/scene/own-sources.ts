import { Cartesian2, Color, CzmlDataSource, GeoJsonDataSource, KmlDataSource, Model, type Scene } from '@cesium/engine';
import type { OwnFeature } from '../domain/own-data.ts';

/** The parts of Cesium that read what a person brings; a module of its own, loaded when something is brought. */

/** No status has this colour. */
const OWN_COLOR = '#c2387f';

export async function featureSource(features: readonly OwnFeature[]): Promise<GeoJsonDataSource> {
  const stroke = Color.fromCssColorString(OWN_COLOR);
  const source = await GeoJsonDataSource.load(
    { type: 'FeatureCollection', features },
    { clampToGround: true, stroke, strokeWidth: 3, fill: stroke.withAlpha(0.35), markerColor: stroke, markerSize: 32 },
  );
  // Pins stand on what is built, and are seen through it.
  for (const { billboard } of source.entities.values)
    if (billboard) Object.assign(billboard, { disableDepthTestDistance: Number.POSITIVE_INFINITY });
  return source;
}

export function kmlSource(text: string, { camera, canvas }: Scene): Promise<KmlDataSource> {
  const file = new Blob([text], { type: 'application/vnd.google-earth.kml+xml' });
  return KmlDataSource.load(file, { camera, canvas, clampToGround: true });
}

export function czmlSource(packets: readonly unknown[]): Promise<CzmlDataSource> {
  return CzmlDataSource.load(packets as object[]);
}

let models = 0;

/** glTF 2.0, binary or JSON with everything in it. */
export async function ownModel(bytes: Uint8Array, scene: Scene): Promise<Model> {
  const binary = String.fromCharCode(...bytes.subarray(0, 4)) === 'glTF';
  const gltf = binary ? bytes : (JSON.parse(new TextDecoder().decode(bytes)) as object);
  // Cesium's cache knows a model by its address alone: two without one would be the same.
  models += 1;
  // `gltf` is left out of the typings; Cesium's own 3D Tiles come through it.
  const model = await Model.fromGltfAsync({ gltf, basePath: `own-model-${models}/`, scene } as never);
  model.environmentMapManager.enabled = false;
  model.imageBasedLighting.imageBasedLightingFactor = new Cartesian2(0.6, 0);
  return model;
}
