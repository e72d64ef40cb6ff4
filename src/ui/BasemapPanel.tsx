import { CLASSIFICATION_WORDS } from '../domain/provenance.ts';
import type { TwinPort } from '../state/port.ts';
import { usePort, useSay, useSession } from './desk-context.ts';
import { W } from './words.ts';

type Basemap = TwinPort['catalog']['basemaps'][number];

/** 底图: the drawn ground, or one of the services that the catalog lists; nothing at all where it lists none. */
export function BasemapPanel() {
  const say = useSay();
  const port = usePort();
  const chosen = useSession((session) => session.basemap);
  const { basemaps } = port.catalog;
  if (basemaps.length === 0) return null;
  return (
    <fieldset className="basemaps">
      <legend>{say(W.basemaps)}</legend>
      <label className="layer-name">
        <input type="radio" name="basemap" checked={chosen === null} onChange={() => port.run('basemap.set', null)} />
        <span>{say(W.drawnGround)}</span>
      </label>
      {basemaps.map((basemap) => (
        <label key={basemap.id} className="layer-name">
          <input
            type="radio"
            name="basemap"
            checked={chosen === basemap.id}
            onChange={() => port.run('basemap.set', basemap.id)}
          />
          <span>{say(basemap.title)}</span>
          <Nature basemap={basemap} />
        </label>
      ))}
    </fieldset>
  );
}

/** What must be known before a map is believed: a shifted datum, and whether it may be shown in public. */
function Nature({ basemap }: { readonly basemap: Basemap }) {
  const say = useSay();
  const open = basemap.classification === 'public' && basemap.mapApproval;
  return (
    <>
      {basemap.datum === 'GCJ-02' ? (
        <small className="tag" title={say(W.gcjShift)}>
          GCJ-02
        </small>
      ) : null}
      <small
        className="tag"
        title={open ? say(W.mapApproval, { n: basemap.mapApproval ?? '' }) : say(W.basemapInternal)}
      >
        {open ? basemap.mapApproval : say(CLASSIFICATION_WORDS[basemap.classification ?? 'internal'])}
      </small>
    </>
  );
}
