import { BUILDING_USE_WORDS, type CityBuilding } from '../domain/building.ts';
import { B } from './building-words.ts';
import { DataName } from './DataName.tsx';
import { usePort, useSay } from './desk-context.ts';
import { numberText } from './format.ts';
import { Panel } from './Panel.tsx';
import { ProvenanceTag } from './Tag.tsx';

/** Sources that are named one by one; the rest is told under 关于. */
const MOST_SOURCES = 3;

/** What is known of a building, and where from. */
export default function BuildingCard({ building }: { readonly building: CityBuilding }) {
  const port = usePort();
  const say = useSay();
  const { id, name, is, height, base, storeys, use, year } = building;
  const entry = port.catalog.tilesets.find((each) => each.id === building.tileset);
  const named = entry?.source.split(', ') ?? [];
  const sources = port.catalog.sources.filter((each) => named.includes(each.id));
  const title = name ?? say(is === 'building' ? B.building : B.structure);
  const rows: readonly (readonly [title: string, text: string | null])[] = [
    [say(B.height), `${numberText(height, 1)} m`],
    ...(base > 0 ? [[say(B.base), `${numberText(base, 1)} m`] as const] : []),
    ...(is === 'building'
      ? ([
          [say(B.storeys), storeys === null ? null : numberText(storeys)],
          [say(B.use), use === 'unknown' ? null : say(BUILDING_USE_WORDS[use])],
          [say(B.year), year === null ? null : String(year)],
        ] as const)
      : []),
  ];
  return (
    <Panel panel="inspector" title={title} heading={<DataName name={title} />} className="inspector">
      <div className="identity">
        <span>{say(is === 'building' ? B.building : B.structure)}</span>
        {id === null ? null : <span className="soft">{id}</span>}
        {entry ? <ProvenanceTag provenance={entry.provenance} /> : null}
      </div>
      {id === null ? <p className="soft">{say(B.unread)}</p> : null}
      <dl className="attributes">
        {rows.map(([key, text]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{text ?? <span className="soft">{say(BUILDING_USE_WORDS.unknown)}</span>}</dd>
          </div>
        ))}
      </dl>
      {sources.length > 0 ? (
        <p className="soft">
          {sources.length > MOST_SOURCES
            ? say(B.sources, { n: sources.length })
            : say(B.source, { source: sources.map(({ title: words }) => say(words)).join(say(B.and)) })}
        </p>
      ) : null}
    </Panel>
  );
}
