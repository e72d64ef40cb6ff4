import { useMemo, useState } from 'react';
import { GALES } from '../../domain/wind-risk.ts';
import { DataName } from '../DataName.tsx';
import { usePort, useSample, useSay } from '../desk-context.ts';
import { fileMarking } from '../export/file-marking.ts';
import { numberText } from '../format.ts';
import { lookAtAsset } from '../look-at.ts';
import { saveFile } from '../save-file.ts';
import { DUTY } from './duty-words.ts';
import { forecastWind } from './forecast-wind.ts';
import { galeCsv, galeList } from './gale-list.ts';

/** Rows on screen; the file holds all. */
const MOST = 40;
/** Share of what a board bears from which it is secured: the yellow threshold of its load ratio. */
const LEAST = 0.7;

/** What has to be secured before a gale, sorted by risk, with street and owner. */
export function GalePart() {
  const port = usePort();
  const say = useSay();
  const [chosen, setChosen] = useState<number | 'forecast' | null>(null);
  const forecast = useSample((each) => forecastWind(each.fleet().get('weather'), each.at()));
  const layer = port.fleet().get('billboard');
  // A forecast goes first until somebody chooses a force.
  const gale = GALES.find((each) => each.force === chosen) ?? (forecast === null ? GALES[0] : null);
  const wind = gale?.wind ?? forecast ?? 0;
  const rows = useMemo(() => (layer ? galeList(layer, port.now(), wind, LEAST) : []), [layer, wind, port]);
  const heads = [
    'ID',
    ...[DUTY.galeBoard, DUTY.galeStreet, DUTY.galeOwner, DUTY.galeAge, DUTY.galeArea, DUTY.galeRatio].map((each) =>
      say(each),
    ),
  ];
  if (!layer || layer.assets.count === 0) return <p className="empty">{say(DUTY.galeNone)}</p>;
  return (
    <section className="gale">
      <div className="row">
        <fieldset className="segments">
          <legend className="visually-hidden">{say(DUTY.pageGale)}</legend>
          {forecast === null ? null : (
            <button type="button" aria-pressed={gale === null} onClick={() => setChosen('forecast')}>
              {say(DUTY.galeForecast, { wind: numberText(forecast, 1) })}
            </button>
          )}
          {GALES.map((each) => (
            <button key={each.force} type="button" aria-pressed={each === gale} onClick={() => setChosen(each.force)}>
              {say(DUTY.galeForce, { n: each.force, wind: each.wind })}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          onClick={() =>
            void fileMarking(port).then((marking) =>
              saveFile(
                `gale-${gale?.force ?? 'forecast'}.csv`,
                new Blob([galeCsv(rows, [...heads, say(DUTY.galeMarking)], marking)], { type: 'text/csv' }),
              ),
            )
          }
        >
          {say(DUTY.galeDownload)}
        </button>
      </div>
      <p>{say(DUTY.galeCount, { n: numberText(rows.length), share: LEAST * 100 })}</p>
      <p className="soft">{say(DUTY.galeModel)}</p>
      <table>
        <thead>
          <tr>
            {heads.slice(1).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map(({ board, ratio }) => (
            <tr key={board.id}>
              <th scope="row">
                <button type="button" className="quiet" onClick={() => lookAtAsset(port, board.id)}>
                  <DataName name={board.name} />
                </button>
              </th>
              <td>{board.street}</td>
              <td>{board.owner}</td>
              <td>{board.ageKnown ? say(DUTY.years, { n: board.age }) : say(DUTY.galeUnknownAge)}</td>
              <td>{numberText(board.area)}</td>
              <td>
                <b>{ratio.toFixed(2)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST ? <p className="soft">{say(DUTY.galeMore, { n: numberText(rows.length - MOST) })}</p> : null}
    </section>
  );
}
