import { useMemo } from 'react';
import { dxfOf, svgOf } from '../../domain/drawing.ts';
import { isSurveyed } from '../../scenario/drainage/report.ts';
import { sectionAlong, sectionDrawing } from '../../scenario/drainage/section.ts';
import { placeOf } from '../../scenario/drainage/site-grid.ts';
import type { StormAnswer } from '../../scenario/drainage/storm-run.ts';
import { useSay } from '../desk-context.ts';
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
  const say = useSay();
  const title = say(S.sectionOf, { point: name, n: minute + 1 });
  const sheet = useMemo(() => {
    try {
      return sectionDrawing(sectionAlong(answer, ...line, minute), title, notes);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }, [answer, line, minute, title, notes]);
  const picture = useMemo(() => sheet && `data:image/svg+xml;utf8,${encodeURIComponent(svgOf(sheet))}`, [sheet]);
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
            <button
              type="button"
              onClick={() => saveFile('section.dxf', new Blob([dxfOf(sheet)], { type: 'image/vnd.dxf' }))}
            >
              {say(S.saveDxf)}
            </button>
            <button
              type="button"
              onClick={() => saveFile('section.svg', new Blob([svgOf(sheet)], { type: 'image/svg+xml' }))}
            >
              {say(S.saveSvg)}
            </button>
          </p>
        </>
      ) : null}
    </details>
  );
}
