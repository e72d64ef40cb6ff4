import { useRef, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { P } from './words.ts';

/** The working document as a file, out and in; what is wrong with a file is said here. */
export function PlanFile() {
  const { port } = useDesk();
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<{ readonly file: string; readonly because: Words } | null>(null);
  async function take(file: File) {
    try {
      port.run('scenario.import', await file.text());
      setWrong(null);
    } catch (error) {
      setWrong({ file: file.name, because: wordsOf(error) });
    }
  }
  return (
    <div className="planner-file">
      <p className="row">
        <span>{say(P.files)}</span>
        <button type="button" onClick={() => port.run('scenario.export')}>
          {say(P.exportFile)}
        </button>
        <button type="button" onClick={() => input.current?.click()}>
          {say(P.importFile)}
        </button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void take(file);
          }}
        />
      </p>
      {wrong ? (
        <p className="planner-wrong" role="alert">
          {say(P.importFailed, { file: wrong.file, because: say(wrong.because) })}
        </p>
      ) : null}
    </div>
  );
}

/** What an error says to a person, in both languages where it can. */
function wordsOf(error: unknown): Words {
  if (typeof error === 'object' && error !== null && 'words' in error) return error.words as Words;
  const { message } = error as Error;
  return { zh: message, en: message };
}
