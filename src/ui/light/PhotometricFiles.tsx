import { useMemo, useState } from 'react';
import { LAMP_CLASSES, type LampClass } from '../../domain/lamp-class.ts';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { PhotometricFileError } from '../../scenario/lighting/photometric-file.ts';
import { readPhotometricFile } from '../../scenario/lighting/read-photometric-file.ts';
import type { LitRoad } from '../../scenario/lighting/road-lighting.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { FileDrop } from '../FileDrop.tsx';
import { Refusal } from '../Refusal.tsx';
import { ProvenanceTag } from '../Tag.tsx';
import { fill } from '../words.ts';
import { LIGHT_WORDS } from './light-words.ts';
import { NewPhotometry } from './NewPhotometry.tsx';

interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes beyond which nothing is a photometric file. */
const LONGEST = 2 * 1024 * 1024;

/** The distributions that the plan is lit with, by lamp class, and a file that takes the place of one. */
export function PhotometricFiles({ plan, road }: { readonly plan: CompiledScenario; readonly road: LitRoad }) {
  const { port } = useDesk();
  const say = useSay();
  const [refusal, setRefusal] = useState<Words | null>(null);
  const [brought, setBrought] = useState<Brought | null>(null);
  const { photometry = {} } = plan.document;
  const editable = port.catalog.role !== 'public';
  const lamps = useMemo(
    () => new Set(road.luminaires.flatMap(({ project, lamp }): LampClass[] => (project ? [lamp] : []))),
    [road],
  );
  const take = async (file: File) => {
    setBrought(null);
    if (file.size > LONGEST) {
      setRefusal(filled(LIGHT_WORDS.fileTooLong, { file: file.name }));
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      readPhotometricFile(bytes, file.name, { front: 'across', provenance: 'published' });
      setRefusal(null);
      setBrought({ name: file.name, bytes });
    } catch (error) {
      if (!(error instanceof PhotometricFileError)) throw error;
      setRefusal(troubleOf(error));
    }
  };
  return (
    <section className="photometric-files" aria-label={say(LIGHT_WORDS.photometry)}>
      <dl>
        {LAMP_CLASSES.filter((lamp) => lamps.has(lamp) || photometry[lamp]).map((lamp) => {
          const own = photometry[lamp];
          return (
            <div key={lamp}>
              <dt>{say(LIGHT_WORDS[lamp])}</dt>
              <dd>
                {own ? (
                  <>
                    <span title={`${own.file} · SHA-256 ${own.sha256}`}>
                      {[own.maker, own.catalogue || own.name].filter(Boolean).join(' ')}
                    </span>{' '}
                    <ProvenanceTag provenance={own.provenance} />
                    <small>
                      {own.file} · <code>{own.sha256.slice(0, 8)}</code>
                    </small>
                    {editable ? (
                      <button
                        type="button"
                        className="quiet"
                        onClick={() => port.run('light.photometry', { lamp, photometry: null })}
                      >
                        {say(LIGHT_WORDS.takeBack)}
                      </button>
                    ) : null}
                  </>
                ) : (
                  <>
                    {say(LIGHT_WORDS.generic)} <ProvenanceTag provenance="illustrative" />
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {brought ? (
        <NewPhotometry
          key={`${brought.name} ${brought.bytes.length}`}
          brought={brought}
          lamps={lamps}
          done={() => setBrought(null)}
        />
      ) : editable ? (
        <FileDrop
          label={say(LIGHT_WORDS.choose)}
          words={say(LIGHT_WORDS.drop)}
          choose={say(LIGHT_WORDS.choose)}
          accept=".ies,.ldt,.txt"
          take={([file]) => void take(file as File)}
        />
      ) : null}
      <Refusal words={refusal} />
    </section>
  );
}

function troubleOf({ file, line, problem, remedy }: PhotometricFileError): Words {
  const where = filled(LIGHT_WORDS.lineOf, { file, line: String(line) });
  return {
    zh: fill(LIGHT_WORDS.trouble.zh, { where: where.zh, problem: problem.zh, remedy: remedy.zh }),
    en: fill(LIGHT_WORDS.trouble.en, { where: where.en, problem: problem.en, remedy: remedy.en }),
  };
}

function filled(words: Words, values: Readonly<Record<string, string>>): Words {
  return { zh: fill(words.zh, values), en: fill(words.en, values) };
}
