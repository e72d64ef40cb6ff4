import '../people/people.css';
import './versions.css';
import { useEffect, useRef, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { VersionsPort } from '../../state/versions-port.ts';
import { useAsked } from '../asked.ts';
import { ConsentDesk } from '../consent/ConsentDesk.tsx';
import { useSample, useSay, useSession } from '../desk-context.ts';
import { usePeople } from '../people/use-people.ts';
import { Refusal } from '../Refusal.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { Approvals } from './Approvals.tsx';
import { Consents } from './Consents.tsx';
import { Differences } from './Differences.tsx';
import { SaveVersion } from './SaveVersion.tsx';
import { Signatures } from './Signatures.tsx';
import { Steps } from './Steps.tsx';
import { useVersions } from './use-versions.ts';
import { VersionList } from './VersionList.tsx';
import type { VersionPage } from './version-page.ts';
import { W } from './versions-words.ts';

const PAGES = {
  list: W.pageList,
  steps: W.pageSteps,
  changes: W.pageChanges,
  desk: W.pageDesk,
  consents: W.pageConsents,
  approvals: W.pageApprovals,
  signatures: W.pageSignatures,
} as const;
type PageId = keyof typeof PAGES;

/** Versions of the open scenario beside the scene: the list, the way to 定稿, differences, answers, approvals, signatures. */
export default function VersionsDialog() {
  const say = useSay();
  const open = useSession((session) => session.scenario);
  const plan = useSample((each) => each.scenario());
  const versions = useVersions();
  return (
    <SideDialog
      panel="versions"
      title={say(W.versions)}
      note={plan ? say(plan.document.title) : null}
      className="versions figures"
    >
      {!open ? (
        <p className="empty">{say(W.openFirst)}</p>
      ) : plan && versions ? (
        <Pages key={plan.id} plan={plan} versions={versions} />
      ) : (
        <p role="status">{say(W.loading)}</p>
      )}
    </SideDialog>
  );
}

function Pages({ plan, versions }: { readonly plan: CompiledScenario; readonly versions: VersionsPort }) {
  const say = useSay();
  const { me } = usePeople();
  const [page, setPage] = useState<PageId>('list');
  const [picked, setPicked] = useState<number | null>(null);
  // Another person may read other things: the list is asked for anew.
  const edition = useSample((each) => each.editions().records);
  const { outcome, again } = useAsked(`${plan.id} ${me?.user}`, () => versions.list(plan.id));
  // Somebody recorded something meanwhile; what is on screen stays until the answer comes.
  const seen = useRef(edition);
  useEffect(() => {
    if (seen.current === edition) return;
    seen.current = edition;
    again();
  }, [edition, again]);
  if (!outcome) return <p role="status">{say(W.loading)}</p>;
  if (!outcome.ok) return <Refusal words={outcome.reason} />;
  const list = outcome.value;
  const head = list.versions.find((each) => each.n === picked) ?? list.versions[0];
  return (
    <>
      <fieldset className="segments pages">
        <legend className="visually-hidden">{say(W.versions)}</legend>
        {(Object.keys(PAGES) as PageId[]).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={page === each}
            disabled={!head && each !== 'list' && each !== 'changes'}
            onClick={() => setPage(each)}
          >
            {say(PAGES[each])}
          </button>
        ))}
      </fieldset>
      {page === 'list' ? (
        <>
          <VersionList
            list={list}
            picked={head?.n ?? null}
            pick={(n) => {
              setPicked(n);
              setPage('steps');
            }}
          />
          <SaveVersion
            plan={plan}
            versions={versions}
            draft={list.draft}
            me={me}
            saved={(n) => {
              setPicked(n);
              again();
            }}
          />
        </>
      ) : page === 'changes' ? (
        <Differences plan={plan} versions={versions} list={list} picked={head?.n ?? null} />
      ) : head ? (
        <Named page={page} plan={plan} versions={versions} me={me} head={head} changed={again} />
      ) : null}
    </>
  );
}

function Named(
  props: Omit<VersionPage, 'document' | 'record'> & { readonly page: Exclude<PageId, 'list' | 'changes'> },
) {
  const { page, ...rest } = props;
  const say = useSay();
  const { plan, versions, head } = props;
  // The record's tag is part of the question: another record is another answer, the document stays.
  const { outcome } = useAsked(`${plan.id} ${head.n} ${head.recordEtag}`, () => versions.version(plan.id, head.n));
  if (!outcome) return <p role="status">{say(W.loading)}</p>;
  if (!outcome.ok) return <Refusal words={outcome.reason} />;
  const { document, record } = outcome.value;
  if (!record) return null;
  const given = { ...rest, document, record };
  return (
    <>
      <p className="row">
        <b>
          {head.n} {head.name}
        </b>
        <span className="soft">{head.note}</span>
      </p>
      {page === 'steps' ? (
        <Steps {...given} />
      ) : page === 'desk' ? (
        <ConsentDesk {...given} />
      ) : page === 'consents' ? (
        <Consents {...given} />
      ) : page === 'approvals' ? (
        <Approvals {...given} />
      ) : (
        <Signatures {...given} />
      )}
    </>
  );
}
