import { useEffect, useRef } from 'react';
import { CLASSIFICATION_WORDS } from '../domain/provenance.ts';
import { useDesk, useSay, useSession } from './desk-context.ts';
import { numberText } from './format.ts';
import { Icon } from './Icon.tsx';
import { ProvenanceTag } from './Tag.tsx';
import { W } from './words.ts';

/** What the city is made of and where it comes from; versions and licences. */
export function AboutDialog() {
  const { port } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.panels.about);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const { catalog } = port;
  return (
    <dialog
      ref={dialog}
      className="about"
      aria-label={say(W.about)}
      onClose={() => {
        if (port.store.getState().panels.about) port.run('panel.about', false);
      }}
    >
      {open ? (
        <>
          <header className="panel-head">
            <h2>
              {say(W.product)}·{say(catalog.city.title)}
            </h2>
            <span className="soft">{say(W.version, { v: catalog.version })}</span>
            <button
              type="button"
              className="quiet"
              aria-label={say(W.close)}
              onClick={() => port.run('panel.about', false)}
            >
              <Icon id="close" />
            </button>
          </header>
          <p>{say(W.honest)}</p>
          <h3>{say(W.sources)}</h3>
          <Table
            head={[W.name, W.provenance, W.classification, W.origin, W.licence, W.datum].map((words) => say(words))}
          >
            {catalog.sources.map((source) => (
              <tr key={source.id}>
                <th scope="row">{say(source.title)}</th>
                <td>
                  <ProvenanceTag provenance={source.provenance} />
                </td>
                <td>{say(CLASSIFICATION_WORDS[source.classification])}</td>
                <td>{source.origin}</td>
                <td>{source.licence}</td>
                <td>{source.datum}</td>
              </tr>
            ))}
          </Table>
          <ProblemTable />
          <h3>{say(W.tilesets)}</h3>
          <Table counts head={[W.name, W.provenance, W.classification, W.features].map((words) => say(words))}>
            {catalog.tilesets.map((tileset) => (
              <tr key={tileset.id}>
                <th scope="row">{say(tileset.title)}</th>
                <td>
                  <ProvenanceTag provenance={tileset.provenance} />
                </td>
                <td>{say(CLASSIFICATION_WORDS[tileset.classification])}</td>
                <td className="number">
                  {numberText(Object.values(tileset.features).reduce((sum, each) => sum + each, 0))}
                </td>
              </tr>
            ))}
          </Table>
          <h3>{say(W.layerData)}</h3>
          <Table counts head={[W.name, W.provenance, W.feed, W.features].map((words) => say(words))}>
            {[...port.fleet().values()].map((layer) => (
              <tr key={layer.definition.id}>
                <th scope="row">{say(layer.definition.title)}</th>
                <td>
                  <ProvenanceTag provenance={layer.assets.provenance} />
                </td>
                <td>
                  <ProvenanceTag provenance={layer.source} />
                </td>
                <td className="number">{numberText(layer.assets.count)}</td>
              </tr>
            ))}
          </Table>
          <p>
            <a href="/notices.txt" target="_blank" rel="noreferrer">
              {say(W.notices)}
            </a>{' '}
            ·<MapNoteText />
          </p>
        </>
      ) : null}
    </dialog>
  );
}

/** What was left out or mended when the city was built, and how to set it right; nothing where all was sound. */
function ProblemTable() {
  const { port } = useDesk();
  const say = useSay();
  const problems = port.catalog.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <>
      <h3>{say(W.problems)}</h3>
      <Table counts head={[W.name, W.problemWhat, W.problemRemedy, W.features].map((words) => say(words))}>
        {problems.map(({ dataset, what, remedy, count, examples }) => (
          <tr key={`${dataset} ${what.en}`}>
            <th scope="row">{dataset}</th>
            <td>
              {say(what)}
              {examples.length > 0 ? <span className="soft"> {examples.join(', ')}</span> : null}
            </td>
            <td>{say(remedy)}</td>
            <td className="number">{numberText(count)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Table(props: {
  readonly head: readonly string[];
  /** The last column holds numbers. */
  readonly counts?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <table>
      <thead>
        <tr>
          {props.head.map((each, index) => (
            <th key={each} scope="col" className={props.counts && index === props.head.length - 1 ? 'number' : ''}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

/** 审图号 of the map that is shown, or that this is none. */
function MapNoteText() {
  const { port } = useDesk();
  const say = useSay();
  const chosen = useSession((session) => session.basemap);
  const { city, basemaps } = port.catalog;
  const mapApproval = basemaps.find((each) => each.id === chosen)?.mapApproval ?? city.mapApproval;
  return mapApproval === null ? say(W.mapIllustrative) : say(W.mapApproval, { n: mapApproval });
}

export function MapNote() {
  return (
    <p className="map-note">
      <MapNoteText />
    </p>
  );
}
