import { useMemo } from 'react';
import { type Drawing, dxfOf, svgOf } from '../../domain/drawing.ts';
import { isSurveyed } from '../../scenario/drainage/report.ts';
import { sectionAlong, sectionDrawing } from '../../scenario/drainage/section.ts';
import { placeOf } from '../../scenario/drainage/site-grid.ts';
import type { StormAnswer } from '../../scenario/drainage/storm-run.ts';
import { usePort, useSay } from '../desk-context.ts';
import { saveFile } from '../save-file.ts';
import { S } from './storm-words.ts';

/** Ends of a section, degrees. */
export type SectionLine = readonly [readonly [number, number], readonly [number, number]];

/** From west to east through the point. */
export function acrossGrid({ question: { grid, cell } }: StormAnswer): SectionLine {
  const row = Math.floor(cell / grid.columns) * grid.columns;
  return [placeOf(grid, row), placeOf(grid, row + grid.columns - 1)];
}

/** Ground, road and water along a line, as a sheet that CAD programs and printers read. */
export function SectionPart(props: {
  readonly answer: StormAnswer;
  readonly minute: number;
  readonly name: string;
  readonly notes: readonly string[];
  readonly line: SectionLine;
  readonly drawn: boolean;
  readonly draw: (on: boolean) => void;
}) {
  const { answer, minute, name, notes, line, drawn, draw } = props;
  const port = usePort();
  const say = useSay();
  const title = say(S.sectionOf, { point: name, n: minute + 1 });
  const stations = useMemo(() => {
    try {
      return sectionAlong(answer, ...line, minute);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }, [answer, line, minute]);
  const sheet = useMemo(() => stations && sectionDrawing(stations, title, notes), [stations, title, notes]);
  const picture = useMemo(() => sheet && `data:image/svg+xml;utf8,${encodeURIComponent(svgOf(sheet))}`, [sheet]);
  const save = async (name: string, type: string, textOf: (sheet: Drawing) => string) => {
    if (!stations) return;
    const { fileMarking } = await import('../export/file-marking.ts');
    const marked = sectionDrawing(stations, title, [...notes, await fileMarking(port)]);
    saveFile(name, new Blob([textOf(marked)], { type }));
  };
  return (
    <details className="storm-section">
      <summary>{say(S.section)}</summary>
      <p className="row">
        <button type="button" aria-pressed={drawn} onClick={() => draw(!drawn)}>
          {say(S.sectionDraw)}
        </button>
      </p>
      {sheet && picture ? (
        <>
          <img className="section-sheet" src={picture} alt={[title, ...notes].join(' · ')} />
          {isSurveyed(answer.question.inputs.terrain) ? null : <p className="soft">{say(S.sectionLevels)}</p>}
          <p className="row">
            <button type="button" onClick={() => void save('section.dxf', 'image/vnd.dxf', dxfOf)}>
              {say(S.saveDxf)}
            </button>
            <button type="button" onClick={() => void save('section.svg', 'image/svg+xml', svgOf)}>
              {say(S.saveSvg)}
            </button>
          </p>
        </>
      ) : null}
    </details>
  );
}
