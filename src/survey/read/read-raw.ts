import { type SurveyProblem, UnreadableFile } from '../problem.ts';
import type { RawSurvey } from '../raw-table.ts';
import { fileKind } from './format.ts';

/** A file as the browser or a folder gives it. */
export interface SurveyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the tables of one survey: a file, the several files of a shapefile, a zip of them, or a table of poles and one of their
 * mounts. Each reader is loaded when first needed. What cannot be read is a problem; the rest is kept.
 */
export async function readRaw(files: readonly SurveyFile[]): Promise<RawSurvey> {
  const problems: SurveyProblem[] = [];
  const read: RawSurvey[] = [];
  const loose = await unpacked(files, read, problems);
  const taken = new Set<SurveyFile>();
  for (const file of loose) {
    if (taken.has(file)) continue;
    try {
      const one = await readOne(file, loose, taken);
      if (one) read.push(one);
    } catch (error) {
      problems.push(problemOf(error, file.name));
    }
  }
  if (read.length === 0 && problems.length === 0)
    problems.push(
      new UnreadableFile(
        files[0]?.name ?? '-',
        { zh: '没有可以导入的表或图形', en: 'holds no table or drawing that can be imported' },
        {
          zh: '可导入 XLSX、CSV、DBF、Shapefile、GeoJSON、DXF',
          en: 'give XLSX, CSV, DBF, a shapefile, GeoJSON or DXF',
        },
      ).problem,
    );
  return {
    format: read[0]?.format ?? 'csv',
    encoding: read.find(({ encoding }) => encoding !== null)?.encoding ?? null,
    tables: read.flatMap(({ tables }) => tables),
    problems: [...problems, ...read.flatMap((each) => each.problems)],
  };
}

/** Zips are opened: workbooks are read at once, other archives give their files. */
async function unpacked(
  files: readonly SurveyFile[],
  read: RawSurvey[],
  problems: SurveyProblem[],
): Promise<SurveyFile[]> {
  const loose: SurveyFile[] = [];
  for (const file of files) {
    if (fileKind(file.name, file.bytes).kind !== 'zip') {
      loose.push(file);
      continue;
    }
    try {
      const { unpack } = await import('./archive.ts');
      const inside = unpack(file.bytes, file.name);
      if (inside.has('xl/workbook.xml') || inside.has('[Content_Types].xml')) {
        const { readXlsx } = await import('./xlsx.ts');
        read.push(readXlsx(file.bytes, file.name));
      } else for (const [name, bytes] of inside) loose.push({ name, bytes });
    } catch (error) {
      problems.push(problemOf(error, file.name));
    }
  }
  return loose;
}

async function readOne(
  file: SurveyFile,
  beside: readonly SurveyFile[],
  taken: Set<SurveyFile>,
): Promise<RawSurvey | null> {
  const { name, bytes } = file;
  const what = fileKind(name, bytes);
  const companion = (extension: string): SurveyFile | undefined =>
    beside.find((each) => each.name.toLowerCase() === `${stem(name)}.${extension}`.toLowerCase());
  const text = (extension: string): string | null => {
    const found = companion(extension);
    return found ? new TextDecoder().decode(found.bytes) : null;
  };
  switch (what.kind) {
    case 'csv':
      return (await import('./csv.ts')).readCsv(bytes, name);
    case 'geojson':
      return (await import('./geojson.ts')).readGeoJson(bytes, name);
    case 'dxf':
      return (await import('./dxf.ts')).readDxf(bytes, name);
    case 'dbf':
      if (companion('shp')) return null;
      return (await import('./dbf.ts')).readDbf(bytes, name, text('cpg'));
    case 'shapefile': {
      const dbf = companion('dbf');
      if (dbf) taken.add(dbf);
      const { readShapefile } = await import('./shapefile.ts');
      return readShapefile({ name, shp: bytes, dbf: dbf?.bytes ?? null, prj: text('prj'), cpg: text('cpg') });
    }
    case 'companion':
    case 'zip':
      return null;
    case 'refused':
      throw new UnreadableFile(name, what.reason, what.remedy);
  }
}

function stem(name: string): string {
  return name.replace(/\.[^./\\]+$/, '');
}

/** Anything a broken file makes a reader trip over is that file's problem, not the program's end. */
function problemOf(error: unknown, name: string): SurveyProblem {
  if (error instanceof UnreadableFile) return error.problem;
  return new UnreadableFile(
    name,
    { zh: `文件内容不完整（${(error as Error).message}）`, en: `does not hold together (${(error as Error).message})` },
    { zh: '请重新导出', en: 'export it again' },
  ).problem;
}
