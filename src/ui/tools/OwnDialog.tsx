import './tools.css';
import { useState } from 'react';
import {
  OWN_DATUMS,
  OWN_ENDINGS,
  type OwnDatum,
  type OwnItem,
  type OwnPlace,
  zonesAbout,
} from '../../domain/own-data.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { numberText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { Refusal } from '../Refusal.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { addFiles } from './add-files.ts';
import { KIND_NAMES, O } from './own-words.ts';
import { FromColleague, isWithdrawn, ShareButton, SharedData } from './SharedData.tsx';
import { type Sharing, useSharing } from './use-sharing.ts';

/** Endings of what a .gltf names beside it. */
const BESIDE_ENDINGS = ['.bin', '.png', '.jpg', '.jpeg', '.webp', '.ktx2'];

/** What a person brought: files, addresses, and the list of them. */
export default function OwnDialog() {
  const port = usePort();
  const say = useSay();
  const own = useSession((session) => session.own);
  const sharing = useSharing();
  const [datum, setDatum] = useState<OwnDatum>('WGS-84');
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <SideDialog panel="own" title={say(O.title)} className="own-data">
      <FileDrop
        label={say(O.title)}
        words={say(sharing?.mayShare ? O.dropOrShare : O.drop)}
        choose={say(O.choose)}
        accept={[...OWN_ENDINGS, ...BESIDE_ENDINGS].join(',')}
        multiple
        take={(files) => void addFiles(port, files, datum)}
      >
        <label>
          {say(O.datum)}{' '}
          <select value={datum} onChange={(event) => setDatum(event.currentTarget.value)}>
            {OWN_DATUMS.map((each) => (
              <option key={each} value={each}>
                {each === 'WGS-84' ? say(O.cgcs) : each}
              </option>
            ))}
            {zonesAbout(port.catalog.city.centre[0]).map(({ datum: zone, meridian }) => (
              <option key={zone} value={zone}>
                {say(O.zone, { n: meridian })} ({zone})
              </option>
            ))}
          </select>
        </label>
      </FileDrop>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem('url') as HTMLInputElement;
          try {
            port.run('own.add', { url: field.value.trim() });
            field.value = '';
            setTrouble(null);
          } catch (error) {
            setTrouble((error as Error).message);
          }
        }}
      >
        <input name="url" type="text" aria-label={say(O.address)} placeholder={say(O.address)} />
        <button type="submit">{say(O.add)}</button>
      </form>
      {trouble ? <p role="alert">{trouble}</p> : null}
      {sharing ? <Refusal words={sharing.notShared} /> : null}
      {own.length === 0 ? <p className="empty">{say(O.none)}</p> : null}
      <ul className="own-list">
        {own.map((item) => (
          <Row key={item.id} item={item} sharing={sharing} />
        ))}
      </ul>
      {sharing ? <SharedData sharing={sharing} /> : null}
    </SideDialog>
  );
}

function Row({ item, sharing }: { readonly item: OwnItem; readonly sharing: Sharing | null }) {
  const { id, name, kind, count, visible, place, from } = item;
  const port = usePort();
  const say = useSay();
  const withdrawn = isWithdrawn(item, sharing);
  const field = (key: keyof OwnPlace, decimals: number) =>
    place ? (
      <NumberField
        label={say(O[key])}
        value={place[key]}
        step={10 ** -decimals}
        decimals={decimals}
        write={(value) => port.run('own.change', { id, place: { ...place, [key]: value } })}
      />
    ) : null;
  return (
    <li>
      <label title={say(O.show, { name })}>
        <input type="checkbox" checked={visible} onChange={() => port.run('own.change', { id, visible: !visible })} />
        <b>{name}</b>
      </label>
      <span className="soft">
        {KIND_NAMES[kind]} · {say(O.count, { n: numberText(count) })}
      </span>
      <span className="tag">{say(from ? O.from : O.own)}</span>
      {withdrawn ? (
        <span className="tag withdrawn" role="status">
          {say(O.withdrawn)}
        </span>
      ) : null}
      {sharing ? <ShareButton item={item} sharing={sharing} /> : null}
      <button
        type="button"
        className="quiet own-deeds"
        aria-label={say(O.zoom, { name })}
        title={say(O.zoom, { name })}
        onClick={() => port.run('own.zoom', id)}
      >
        <Icon id="fly" />
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={say(O.remove, { name })}
        title={say(O.remove, { name })}
        onClick={() => port.run('own.remove', id)}
      >
        <Icon id="close" />
      </button>
      <FromColleague item={item} withdrawn={withdrawn} />
      {place ? (
        <div className="clip-fields">
          {field('longitude', 6)}
          {field('latitude', 6)}
          {field('height', 1)}
          {field('heading', 0)}
        </div>
      ) : null}
    </li>
  );
}
