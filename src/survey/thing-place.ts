import type { RowShape } from './coordinates.ts';
import { insideBounds, type Placement, place } from './placement.ts';
import type { Pair } from './raw-table.ts';
import type { RowReader } from './row-reader.ts';
import type { SurveyOptions } from './survey-options.ts';

interface PlaceContext {
  /** Undefined when no system brings the table to the city, which is the table's problem and not each row's. */
  readonly placement: Placement | undefined;
  readonly options: Pick<SurveyOptions, 'bounds'>;
}

/** The place of a pole or cabinet; null, and a problem, when it has none. One outside the city is kept and named. */
export function positionOf(
  reader: RowReader,
  shape: RowShape,
  { placement, options }: PlaceContext,
): readonly [number, number] | null {
  const pair = typeof shape !== 'string' && shape.kind === 'point' ? shape.at : null;
  if (pair === null) {
    reportMissing(reader, shape);
    return null;
  }
  if (placement === undefined) return null;
  const at = place(placement, pair);
  if (at === undefined || !insideBounds(options.bounds, at)) {
    const turned = place({ ...placement, swapped: !placement.swapped }, pair);
    const exchanged = turned !== undefined && insideBounds(options.bounds, turned);
    const where = at ? `${at[0].toFixed(5)}, ${at[1].toFixed(5)}` : '—';
    reportPlace(reader, pair, { zh: `位置 ${where} 不在本市`, en: `stands at ${where}, outside the city` }, exchanged);
  }
  return at ?? null;
}

/** The course of a line; null, and a problem, when it has none. */
export function pathOf(
  reader: RowReader,
  shape: RowShape,
  { placement, options }: PlaceContext,
): [number, number][] | null {
  if (typeof shape === 'string' || shape.kind === 'point') {
    if (typeof shape === 'string') reportMissing(reader, shape);
    else
      reader.report(
        'missing-coordinates',
        'error',
        null,
        { zh: '线路只有一个点', en: 'a line with one point' },
        { zh: '请补上终点坐标，或以 LineString 提供', en: 'add the coordinates of its end, or give it as a line' },
      );
    return null;
  }
  if (placement === undefined) return null;
  const path = shape.path.flatMap((pair) => {
    const at = place(placement, pair);
    return at ? [[at[0], at[1]] as [number, number]] : [];
  });
  if (!path.some((at) => insideBounds(options.bounds, at)))
    reportPlace(reader, shape.path[0] as Pair, { zh: '线路不在本市', en: 'runs outside the city' }, false);
  return path.length > 1 ? path : null;
}

function reportMissing(reader: RowReader, shape: RowShape): void {
  reader.report(
    'missing-coordinates',
    'error',
    coordinateField(reader),
    shape === 'unreadable'
      ? { zh: '坐标不是数字或只有一半', en: 'the coordinates are no numbers, or only one of two' }
      : { zh: '没有坐标', en: 'has no coordinates' },
    { zh: '请补测坐标', en: 'survey its place' },
  );
}

/** The coordinate column at fault: the first of the mapped ones that holds something, or holds nothing. */
function coordinateField(reader: RowReader): 'longitude' | 'east' | 'x' | 'y' | null {
  return (['longitude', 'east', 'x', 'y'] as const).find((field) => reader.text(field) !== null) ?? null;
}

function reportPlace(reader: RowReader, pair: Pair, reason: { zh: string; en: string }, exchanged: boolean): void {
  reader.report(
    'outside-city',
    'error',
    coordinateField(reader),
    { zh: `${reason.zh}（原坐标 ${pair[0]}, ${pair[1]}）`, en: `${reason.en} (as written ${pair[0]}, ${pair[1]})` },
    exchanged
      ? { zh: '此行 X、Y 写反了，请对调', en: 'X and Y are exchanged in this row; turn them round' }
      : { zh: '请核对坐标', en: 'check its coordinates' },
  );
}
