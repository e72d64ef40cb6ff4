import { CLASSIFICATION_WORDS, PROVENANCE_WORDS, type Provenance } from '../../domain/provenance.ts';
import type { Me } from '../../state/people-port.ts';
import type { TwinPort } from '../../state/port.ts';
import type { Say } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { pageClass } from '../page-class.ts';
import { ROLE_WORDS } from '../people/people-words.ts';
import { W } from '../words.ts';
import { E } from './export-words.ts';

/** What an exported picture says of itself. */
export interface Stamp {
  /** What is seen, and when. */
  readonly left: string;
  /** What its data are, its class, who exported it and when. */
  readonly right: string;
  /** Repeated faintly over the picture; null when anybody may have it. */
  readonly watermark: string | null;
}

/** 密级, and who took it when: what each file that leaves says of itself. */
export function markingOf(port: TwinPort, me: Me | null, say: Say): string {
  return [
    say(E.class, { class: say(CLASSIFICATION_WORDS[pageClass(port.catalog)]) }),
    say(E.by, { who: accountOf(me, say), time: momentText(port.now(), port.catalog.city.utcOffset) }),
  ].join(BETWEEN);
}

function accountOf(me: Me | null, say: Say): string {
  if (!me?.user) return say(E.visitor);
  return me.demo ? say(E.demo, { role: say(ROLE_WORDS[me.role]) }) : `${me.name} ${me.user}`;
}

const BETWEEN = '  ·  ';
const NATURES: readonly Provenance[] = ['surveyed', 'published', 'illustrative', 'simulated'];

/** The stamp of a picture that shows what `port` shows now. */
export function stampOf(port: TwinPort, me: Me | null, say: Say): Stamp {
  const { catalog } = port;
  const session = port.store.getState();
  const moment = (at: number) => momentText(at, catalog.city.utcOffset);
  const era = { past: E.replay, now: E.live, future: E.planned }[port.era()];
  const plan = port.scenario();
  const alternative = session.scenario?.alternative ?? 'base';
  const fleet = port.fleet();
  const simulated = session.layers.some(
    (id) => fleet.get(id)?.source === 'simulated' && fleet.get(id)!.definition.properties.length > 0,
  );
  const shown = new Set<Provenance>([
    ...catalog.tilesets.map((each) => each.provenance),
    ...catalog.layers.filter(({ id }) => session.layers.includes(id)).map((each) => each.provenance),
    ...(simulated && port.era() !== 'future' ? (['simulated'] as const) : []),
  ]);
  const kind = pageClass(catalog);
  const left = [
    `${say(W.product)} · ${say(catalog.city.title)}`,
    plan && session.scenario
      ? `${say(plan.document.title)} ${alternative === 'base' ? say(W.baseline) : alternative}`
      : null,
    `${moment(port.at())} ${say(era)}`,
    catalog.city.mapApproval === null ? say(W.mapIllustrative) : say(W.mapApproval, { n: catalog.city.mapApproval }),
  ];
  const right = [
    say(E.data, {
      natures: NATURES.filter((each) => shown.has(each))
        .map((each) => say(PROVENANCE_WORDS[each]))
        .join(say(E.and)),
    }),
    markingOf(port, me, say),
  ];
  return {
    left: left.filter((each) => each !== null).join(BETWEEN),
    right: right.join(BETWEEN),
    watermark:
      kind === 'public' ? null : `${say(CLASSIFICATION_WORDS[kind])} ${accountOf(me, say)} ${moment(port.now())}`,
  };
}
