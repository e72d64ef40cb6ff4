import type { AlertStage } from '../../domain/alert.ts';
import type { Instant } from '../../domain/clock.ts';
import type { HandoverLists } from '../../domain/handover.ts';
import { STAGE_WORDS } from '../alert-words.ts';
import { findAsset, nameAt } from '../asset-state.ts';
import { DataName } from '../DataName.tsx';
import { usePort, useSay } from '../desk-context.ts';
import { durationText, momentText, numberText } from '../format.ts';
import { StatusIcon } from '../StatusIcon.tsx';
import { W } from '../words.ts';
import { DUTY } from './duty-words.ts';

/** Rows of each list. */
const MOST = 12;

/** Open, overdue, muted and offline, as they stood at `at`. */
export function HandoverTable({
  lists,
  at,
  counted = true,
}: {
  readonly lists: HandoverLists;
  readonly at: Instant;
  /** Whether what is offline was counted. */
  readonly counted?: boolean;
}) {
  const port = usePort();
  const say = useSay();
  const { utcOffset } = port.catalog.city;
  const nameOf = (asset: string) => {
    const found = findAsset(port.fleet(), asset);
    return <DataName name={found ? nameAt(found.layer, found.slot) : asset} />;
  };
  const overdue = lists.open.filter((each) => each.overdue).length;
  const offline = lists.offline.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="handover-lists">
      <h4>
        {say(DUTY.openAlerts, { n: lists.open.length })}
        {overdue > 0 ? ` · ${say(DUTY.overdueAlerts, { n: overdue })}` : null}
      </h4>
      <ul>
        {lists.open.slice(0, MOST).map((each) => (
          <li key={each.id}>
            <StatusIcon status={each.level} /> {nameOf(each.asset)}·{say(STAGE_WORDS[each.stage as AlertStage])}·
            {each.holder ?? say(DUTY.nobody)}·{durationText(at - each.raisedAt, say)}{' '}
            {each.overdue ? <b>{say(W.overdue)}</b> : null}
          </li>
        ))}
      </ul>
      {lists.open.length > MOST ? <p className="soft">{say(W.more, { n: lists.open.length - MOST })}</p> : null}
      <h4>{say(DUTY.mutedAssets, { n: lists.muted.length })}</h4>
      <ul>
        {lists.muted.slice(0, MOST).map(({ asset, until, reason, by }) => (
          <li key={asset}>
            {nameOf(asset)}·{momentText(until, utcOffset)}·{by} <q>{reason}</q>
          </li>
        ))}
      </ul>
      {counted ? (
        <>
          <h4>{say(DUTY.offlineAssets, { n: numberText(offline) })}</h4>
          <ul>
            {lists.offline.map(({ layer, count, assets }) => (
              <li key={layer}>
                {say(DUTY.offlineOf, {
                  layer: say(port.fleet().get(layer)?.definition.title ?? { zh: layer, en: layer }),
                  n: numberText(count),
                  names: `${assets.slice(0, 6).join(' ')}${count > 6 ? '…' : ''}`,
                })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="soft">{say(DUTY.offlineCounted)}</p>
      )}
    </div>
  );
}
