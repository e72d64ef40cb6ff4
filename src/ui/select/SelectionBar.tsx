import './select.css';
import { lazy, Suspense } from 'react';
import { LEVEL_WORDS, LEVELS, type Level } from '../../domain/level.ts';
import type { Words } from '../../domain/words.ts';
import { AREA_TOOLS } from '../../state/session.ts';
import { sameShape, usePort, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { StatusIcon } from '../StatusIcon.tsx';
import { MapDrop } from '../tools/MapDrop.tsx';
import { ToolButtons } from '../tools/ToolButtons.tsx';
import { chosenLevels } from './chosen-levels.ts';
import { S } from './select-words.ts';

const AreaDrawing = lazy(() => import('./AreaDrawing.tsx'));
const BuildingMark = lazy(() => import('../tools/BuildingMark.tsx'));
const ClipTool = lazy(() => import('../tools/ClipTool.tsx'));
const MeasureTool = lazy(() => import('../tools/MeasureTool.tsx'));
const TourCard = lazy(() => import('../tools/TourCard.tsx'));
const WalkTool = lazy(() => import('../tools/WalkTool.tsx'));
const BufferCard = lazy(() => import('../tools/BufferCard.tsx'));
const AttributeTable = lazy(() => import('../table/AttributeTable.tsx'));

interface ChosenLayer {
  readonly id: string;
  readonly title: Words;
  readonly count: number;
  /** Null right of now: nothing is observed there. */
  readonly levels: Readonly<Record<Level, number>> | null;
}

/** Tools that choose by area, and what is chosen, by layer and level. */
export function SelectionBar() {
  const say = useSay();
  const port = usePort();
  const area = useSession((session) => session.area);
  const selection = useSession((session) => session.selection);
  const table = useSession((session) => session.table);
  const measure = useSession((session) => session.measure);
  const clip = useSession((session) => session.clip);
  const buffer = useSession((session) => session.panels.buffer);
  const walking = useSession((session) => session.walking);
  const touched = useSession(({ building, select, panels }) =>
    select === null && panels.inspector ? (building?.at ?? null) : null,
  );
  const tour = useSession((session) => session.tour);
  // Unused tools leave the room to the city: their pictures alone, their names as titles.
  const word = area || selection || table ? '' : 'visually-hidden';
  return (
    <>
      {area ? (
        <Suspense fallback={null}>
          <AreaDrawing key={area} tool={area} />
        </Suspense>
      ) : null}
      {touched ? (
        <Suspense fallback={null}>
          <BuildingMark at={touched} />
        </Suspense>
      ) : null}
      <div className="tool-cards">
        {clip ? (
          <Suspense fallback={null}>
            <ClipTool clip={clip} />
          </Suspense>
        ) : null}
        {tour === null ? null : (
          <Suspense fallback={null}>
            <TourCard tour={tour} />
          </Suspense>
        )}
        {buffer ? (
          <Suspense fallback={null}>
            <BufferCard />
          </Suspense>
        ) : null}
        {walking ? (
          <Suspense fallback={null}>
            <WalkTool />
          </Suspense>
        ) : null}
        {measure ? (
          <Suspense fallback={null}>
            <MeasureTool measure={measure} />
          </Suspense>
        ) : null}
      </div>
      <MapDrop />
      <div className="selection-bar" role="toolbar" aria-label={say(S.tools)}>
        {AREA_TOOLS.map((tool) => (
          <button
            key={tool}
            type="button"
            className="quiet"
            aria-pressed={area === tool}
            title={`${say(S[tool])} (${tool === 'box' ? 'M' : 'N'})`}
            onClick={() => port.run('selection.area', area === tool ? null : tool)}
          >
            <Icon id={tool} />
            <span className={word}>{say(S[tool])}</span>
          </button>
        ))}
        <button
          type="button"
          className="quiet"
          aria-pressed={table !== null}
          title={`${say(S.table)} (F)`}
          onClick={() => port.run('table.show')}
        >
          <Icon id="table" />
          <span className={word}>{say(S.table)}</span>
        </button>
        <ToolButtons />
        {selection === null ? null : <Chosen />}
      </div>
      {table === null ? null : (
        <Suspense fallback={null}>
          <AttributeTable />
        </Suspense>
      )}
    </>
  );
}

function Chosen() {
  const say = useSay();
  const port = usePort();
  const layers = useSample((each): readonly ChosenLayer[] => {
    const fleet = each.fleet();
    const future = each.era() === 'future';
    return [...each.slots()].flatMap(([id, { chosen, count }]) => {
      const layer = fleet.get(id);
      if (!layer || !chosen || count === 0) return [];
      const measured = !future && layer.definition.properties.length > 0;
      return [
        { id, title: layer.definition.title, count, levels: measured ? chosenLevels(layer, chosen, each.at()) : null },
      ];
    });
  }, sameShape);
  const total = layers.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <span role="status" className="selection-count">
        {total === 0 ? say(S.none) : <b>{say(S.chosen, { n: numberText(total) })}</b>}
      </span>
      {layers.map(({ id, title, count, levels }) => (
        <span key={id} className="selection-layer" data-layer={id}>
          {say(title)} {numberText(count)}
          {levels ? <Levels levels={levels} /> : null}
        </span>
      ))}
      <button
        type="button"
        className="quiet"
        aria-label={say(S.clear)}
        title={say(S.clear)}
        onClick={() => port.run('selection.set', null)}
      >
        <Icon id="close" />
      </button>
    </>
  );
}

/** Levels that are not calm; what is calm is the rest. */
function Levels({ levels }: { readonly levels: Readonly<Record<Level, number>> }) {
  const say = useSay();
  return LEVELS.filter((level) => level !== 'normal' && levels[level] > 0)
    .reverse()
    .map((level) => (
      <span key={level} title={say(LEVEL_WORDS[level])}>
        <StatusIcon status={level} />
        {numberText(levels[level])}
      </span>
    ));
}
