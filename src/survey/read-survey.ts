import { interpretSurvey } from './interpret.ts';
import { readRaw, type SurveyFile } from './read/read-raw.ts';
import type { SurveyOptions } from './survey-options.ts';
import type { SurveyTable } from './survey-table.ts';

/**
 * Reads a survey of poles, cabinets and lines: XLSX, CSV, DBF, a shapefile (zipped or as its files), GeoJSON or DXF. Expected
 * trouble, a refused format included, is in `problems`; the rest is kept. Given the same bytes and options it answers the same.
 */
export async function readSurvey(
  files: SurveyFile | readonly SurveyFile[],
  options: SurveyOptions,
): Promise<SurveyTable> {
  return interpretSurvey(await readRaw('bytes' in files ? [files] : files), options);
}
