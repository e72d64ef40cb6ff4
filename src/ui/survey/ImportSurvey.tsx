import { useRef, useState } from 'react';
import type { Outcome } from '../../domain/outcome.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { SurveysPort } from '../../state/survey-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { Refusal } from '../Refusal.tsx';
import { S } from './survey-words.ts';
import { TrySurvey } from './TrySurvey.tsx';

/** Files in, then what they are. Several files at once are one survey: the parts of a shapefile, poles and their devices. */
export function ImportSurvey(props: {
  readonly plan: CompiledScenario;
  readonly surveys: SurveysPort;
  readonly accepted: () => void;
}) {
  const { plan, surveys, accepted } = props;
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [upload, setUpload] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const { busy, refusal, perform } = useDeed();
  const take = (files: readonly File[]) => {
    if (files.length > 0) perform(() => uploadAll(surveys, files), setUpload);
  };
  if (upload !== null)
    return (
      <TrySurvey
        plan={plan}
        surveys={surveys}
        upload={upload}
        accepted={accepted}
        another={() => {
          void surveys.discard(upload);
          setUpload(null);
        }}
      />
    );
  return (
    <section
      className="survey-drop"
      aria-label={say(S.pageImport)}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <p>
        {say(S.drop)}{' '}
        <button type="button" className="primary" disabled={busy} onClick={() => input.current?.click()}>
          {say(S.choose)}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <p className="soft">{say(S.formats)}</p>
      {busy ? <p role="status">{say(S.reading)}</p> : null}
      <Refusal words={refusal} />
    </section>
  );
}

async function uploadAll(surveys: SurveysPort, files: readonly File[]): Promise<Outcome<string>> {
  let last: Outcome<string> = { ok: false, status: 0, reason: S.drop };
  let id: string | undefined;
  for (const file of files) {
    last = await surveys.upload(file.name, file, id);
    if (!last.ok) return last;
    id = last.value;
  }
  return last;
}
