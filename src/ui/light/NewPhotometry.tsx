import { useMemo, useState } from 'react';
import { LAMP_CLASSES, type LampClass } from '../../domain/lamp-class.ts';
import { photometricSheet, photometryOf, readPhotometricFile } from '../../scenario/lighting/read-photometric-file.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { LIGHT_WORDS } from './light-words.ts';
import { PolarCurve } from './PolarCurve.tsx';

const EVIDENCE = ['surveyed', 'published', 'illustrative'] as const;
const FRONTS = ['across', 'along'] as const;

/** What a photometric file holds, and for which lamps it is to be used. */
export function NewPhotometry({
  brought,
  lamps,
  done,
}: {
  readonly brought: { readonly name: string; readonly bytes: Uint8Array };
  readonly lamps: ReadonlySet<LampClass>;
  readonly done: () => void;
}) {
  const { port } = useDesk();
  const say = useSay();
  const [front, setFront] = useState<(typeof FRONTS)[number]>('across');
  const [provenance, setProvenance] = useState<(typeof EVIDENCE)[number]>('published');
  const [lamp, setLamp] = useState<LampClass>(lamps.has('led') ? 'led' : 'standing');
  const { kept, sheet, photometry } = useMemo(() => {
    const read = readPhotometricFile(brought.bytes, brought.name, { front, provenance });
    return { kept: read, sheet: photometricSheet(read), photometry: photometryOf(read) };
  }, [brought, front, provenance]);
  const rows: readonly (readonly [string, string])[] = [
    [say(LIGHT_WORDS.maker), kept.maker || say(LIGHT_WORDS.notGiven)],
    [say(LIGHT_WORDS.catalogue), kept.catalogue || kept.name || say(LIGHT_WORDS.notGiven)],
    [say(LIGHT_WORDS.lumens), `${numberText(kept.lumens)} lm`],
    [
      say(LIGHT_WORDS.watts),
      kept.watts === null ? say(LIGHT_WORDS.notGiven) : `${numberText(kept.watts, kept.watts % 1 === 0 ? 0 : 1)} W`,
    ],
    [say(LIGHT_WORDS.output), `${numberText(sheet.output)} lm`],
    [say(LIGHT_WORDS.efficacy), sheet.efficacy === null ? '—' : `${numberText(sheet.efficacy, 1)} lm/W`],
    [say(LIGHT_WORDS.lor), `${numberText(100 * sheet.lor, 1)} %`],
    [say(LIGHT_WORDS.uff), `${numberText(100 * sheet.uff, 1)} %`],
    [say(LIGHT_WORDS.peak), `${numberText(sheet.peak.intensity)} cd/klm · C${sheet.peak.c} γ${sheet.peak.gamma}°`],
  ];
  const isMain = !lamp.endsWith('-low');
  return (
    <section className="new-photometry" aria-label={brought.name}>
      <h4>
        {brought.name} <small className="soft">{kept.format}</small>
      </h4>
      <PolarCurve photometry={photometry} />
      <dl className="photometric-sheet">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {kept.format === 'EULUMDAT' ? null : (
        <label>
          {say(LIGHT_WORDS.front)}
          <select value={front} onChange={(event) => setFront(event.currentTarget.value as typeof front)}>
            {FRONTS.map((each) => (
              <option key={each} value={each}>
                {say(LIGHT_WORDS[each])}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {say(LIGHT_WORDS.evidence)}
        <select value={provenance} onChange={(event) => setProvenance(event.currentTarget.value as typeof provenance)}>
          {EVIDENCE.map((each) => (
            <option key={each} value={each}>
              {say(LIGHT_WORDS[each])}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(LIGHT_WORDS.forLamp)}
        <select value={lamp} onChange={(event) => setLamp(event.currentTarget.value as LampClass)}>
          {LAMP_CLASSES.filter((each) => lamps.has(each)).map((each) => (
            <option key={each} value={each}>
              {say(LIGHT_WORDS[each])}
            </option>
          ))}
        </select>
      </label>
      <p className="soft">
        {say(isMain ? (kept.watts === null ? LIGHT_WORDS.noWattsNote : LIGHT_WORDS.mainNote) : LIGHT_WORDS.lowNote)}
      </p>
      <p className="row">
        <button
          type="button"
          className="primary"
          onClick={() => {
            port.run('light.photometry', { lamp, photometry: kept });
            done();
          }}
        >
          {say(LIGHT_WORDS.adopt)}
        </button>
        <button type="button" className="quiet" onClick={done}>
          {say(LIGHT_WORDS.discard)}
        </button>
      </p>
    </section>
  );
}
