import { useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { readStorm } from '../../scenario/drainage/read-storm.ts';
import { isSurveyed } from '../../scenario/drainage/report.ts';
import { sha256OfBytes } from '../../scenario/versions/sha256.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { ProvenanceTag } from '../Tag.tsx';
import { F } from './file-words.ts';

/** Surveyed ground of the point and recorded rain, each with where it comes from; they go into the plan. */
export function StormFiles(props: {
  readonly plan: CompiledScenario;
  readonly point: string;
  readonly at: readonly [longitude: number, latitude: number];
  /** Half the side of the ground that is wanted, m. */
  readonly reach: number;
}) {
  const { plan, point, at, reach } = props;
  const { port } = useDesk();
  const say = useSay();
  const [by, setBy] = useState('');
  const [accuracy, setAccuracy] = useState(0.1);
  const [crs, setCrs] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Words | null>(null);
  const terrain = plan.document.terrains?.[point];
  const recorded = plan.document.recordedStorm;

  const takeTerrain = async ([file]: readonly File[]) => {
    if (!file) return;
    setBusy(true);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const outcome = await port.readTerrain(
      { name: file.name, bytes, by, accuracy, ...(crs.trim() === '' ? {} : { crs: crs.trim() }) },
      { at, reach },
    );
    setBusy(false);
    setRefused(outcome.ok ? null : outcome.reason);
    if (outcome.ok) port.run('drain.terrain', { point, terrain: outcome.value });
  };
  const takeRain = async ([file]: readonly File[]) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const outcome = readStorm({
      name: file.name,
      text: new TextDecoder().decode(bytes),
      sha256: sha256OfBytes(bytes),
      provenance: 'surveyed',
    });
    setRefused(outcome.ok ? null : outcome.reason);
    if (!outcome.ok) return;
    port.run('storm.record', outcome.value);
    port.run('storm.show', { years: null });
  };
  return (
    <details className="storm-files">
      <summary>{say(F.files)}</summary>
      {terrain ? (
        <p>
          <b>{terrain.file}</b> <ProvenanceTag provenance={terrain.provenance} />{' '}
          {say(F.terrainFacts, {
            by: terrain.by,
            crs: terrain.crs,
            cell: numberText(terrain.cell, 2),
            accuracy: numberText(terrain.accuracy, 2),
            filled: terrain.filled,
          })}{' '}
          {isSurveyed({ ...terrain, edge: 'open', ground: new Float64Array(), survey: terrain }) ? null : (
            <strong className="storm-worse">{say(F.tooCoarse)}</strong>
          )}{' '}
          <code className="soft">SHA-256 {terrain.sha256.slice(0, 12)}…</code>{' '}
          <button type="button" className="quiet" onClick={() => port.run('drain.terrain', { point, terrain: null })}>
            {say(F.drop)}
          </button>
        </p>
      ) : (
        <>
          <div className="storm-input">
            <label>
              <span className="soft">{say(F.by)}</span>
              <input value={by} onChange={({ currentTarget }) => setBy(currentTarget.value)} />
            </label>
            <NumberField label={say(F.accuracy)} value={accuracy} step={0.01} decimals={2} write={setAccuracy} />
            <label>
              <span className="soft">{say(F.crs)}</span>
              <input
                value={crs}
                placeholder="EPSG:4548"
                onChange={({ currentTarget }) => setCrs(currentTarget.value)}
              />
            </label>
          </div>
          <FileDrop
            label={say(F.terrain)}
            words={say(F.terrainWords, { side: Math.round(2 * reach) })}
            choose={say(F.choose)}
            accept=".tif,.tiff"
            busy={busy}
            take={takeTerrain}
          />
        </>
      )}
      {recorded ? (
        <p>
          <b>{recorded.file}</b> <ProvenanceTag provenance={recorded.provenance} />{' '}
          {say(F.rainFacts, {
            minutes: recorded.rain.length,
            mm: numberText(
              recorded.rain.reduce((sum, each) => sum + each, 0),
              1,
            ),
          })}{' '}
          <code className="soft">SHA-256 {recorded.sha256.slice(0, 12)}…</code>{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              port.run('storm.show', { years: 30 });
              port.run('storm.record', null);
            }}
          >
            {say(F.drop)}
          </button>
        </p>
      ) : (
        <FileDrop
          label={say(F.rain)}
          words={say(F.rainWords)}
          choose={say(F.choose)}
          accept=".csv,.json,.txt"
          take={takeRain}
        />
      )}
      <Refusal words={refused} />
    </details>
  );
}
