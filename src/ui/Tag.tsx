import type { Alert } from '../domain/alert.ts';
import { PROVENANCE_WORDS, type Provenance } from '../domain/provenance.ts';
import { useSay } from './desk-context.ts';
import { W } from './words.ts';

/** Where a value comes from: 模拟, 示意, 公开 or 实测. */
export function ProvenanceTag({ provenance }: { readonly provenance: Provenance }) {
  const say = useSay();
  return (
    <span className="tag" data-provenance={provenance}>
      {say(PROVENANCE_WORDS[provenance])}
    </span>
  );
}

/** 模拟, 演练 and 回放 of an alert; a measured one carries none. */
export function AlertTags({ alert, replayed = false }: { readonly alert: Alert; readonly replayed?: boolean }) {
  const say = useSay();
  return (
    <>
      {alert.provenance === 'surveyed' ? null : <ProvenanceTag provenance={alert.provenance} />}
      {alert.drill ? <span className="tag">{say(W.drill)}</span> : null}
      {replayed ? <span className="tag">{say(W.replay)}</span> : null}
    </>
  );
}
