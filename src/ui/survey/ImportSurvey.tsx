import { useState } from 'react';
import type { Outcome } from '../../domain/outcome.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { SurveysPort } from '../../state/survey-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { FileDrop } from '../FileDrop.tsx';
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
  const [upload, setUpload] = useState<string | null>(null);
  const { busy, refusal, perform } = useDeed();
  const take = (files: readonly File[]) => {
    perform(() => uploadAll(surveys, files), setUpload);
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
    <FileDrop label={say(S.pageImport)} words={say(S.drop)} choose={say(S.choose)} multiple busy={busy} take={take}>
      <p className="soft">{say(S.formats)}</p>
      {busy ? <p role="status">{say(S.reading)}</p> : null}
      <Refusal words={refusal} />
    </FileDrop>
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
