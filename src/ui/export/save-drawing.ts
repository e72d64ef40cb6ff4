import proj4 from 'proj4';
import { dxfOf } from '../../domain/drawing.ts';
import { poleDrawing } from '../../scenario/pole-drawing.ts';
import type { TwinPort } from '../../state/port.ts';
import { saveFile } from '../save-file.ts';
import type { Stamp } from './stamp-text.ts';

/** Meridian of the 3° zone of CGCS2000 that holds a longitude, and its code: EPSG:4534 is 75° E (GB/T 17798, EPSG registry). */
export function zoneOf(longitude: number): { readonly meridian: number; readonly code: string } {
  const meridian = Math.round(longitude / 3) * 3;
  return { meridian, code: `EPSG:${4534 + (meridian - 75) / 3}` };
}

/** Saves the poles of the open plan as DXF in the city's 3° zone of CGCS2000; answers the file's name and size. */
export function savePoleDrawing(port: TwinPort, stamp: Stamp): { readonly file: string; readonly blob: Blob } {
  const plan = port.scenario();
  if (!plan) throw new Error('No plan is open');
  const alternative = port.store.getState().scenario?.alternative ?? 'base';
  const { meridian, code } = zoneOf(port.catalog.city.centre[0]);
  const plane = proj4(
    '+proj=longlat +ellps=GRS80 +no_defs',
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  );
  const drawing = poleDrawing(
    plan,
    alternative,
    port.at(),
    (longitude, latitude) => plane.forward([longitude, latitude]) as [number, number],
    [stamp.left, stamp.right, `CGCS2000 / ${code}`],
  );
  const file = `${plan.id}.${alternative}.dxf`;
  const blob = new Blob([dxfOf(drawing)], { type: 'image/vnd.dxf' });
  saveFile(file, blob);
  return { file, blob };
}
