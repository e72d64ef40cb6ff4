import { writeFileSync } from 'node:fs';
import { writeArrayBuffer } from 'geotiff';

/** For tests: writes a GeoTIFF of float heights over west, south, east, north of `epsg`, from the north-west. */
export function writeDem(
  file: string,
  [west, south, east, north]: readonly [number, number, number, number],
  columns: number,
  heights: Float32Array,
  keys: Readonly<Record<string, unknown>> = { GeographicTypeGeoKey: 4326, GTModelTypeGeoKey: 2 },
): string {
  const rows = heights.length / columns;
  writeFileSync(
    file,
    new Uint8Array(
      writeArrayBuffer(
        heights as never,
        {
          width: columns,
          height: rows,
          BitsPerSample: [32],
          SampleFormat: [3],
          ModelPixelScale: [(east - west) / columns, (north - south) / rows, 0],
          ModelTiepoint: [0, 0, 0, west, north, 0],
          ...keys,
        } as never,
      ) as ArrayBuffer,
    ),
  );
  return file;
}
