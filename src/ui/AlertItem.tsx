import { lazy, Suspense } from 'react';
import type { Alert } from '../domain/alert.ts';
import { AlertDecision } from './AlertDecision.tsx';
import { AlertHead, useDeciding } from './AlertHead.tsx';
import { AlertWhy } from './AlertWhy.tsx';
import { useAlertText } from './alert-text.ts';
import { usePort, useSay } from './desk-context.ts';
import { lookAtAsset } from './look-at.ts';
import { MuteForm } from './Muted.tsx';
import { W } from './words.ts';

const AlertCard = lazy(() => import('./duty/AlertCard.tsx'));

/** One alert of the list: a click flies there; an operator may decide it. */
export function AlertItem({ alert, replayed = false }: { readonly alert: Alert; readonly replayed?: boolean }) {
  const port = usePort();
  const say = useSay();
  const text = useAlertText(alert);
  const deciding = useDeciding(replayed || alert.drill);
  const figure = text.limit ? say(W.valueOverLimit, { value: text.value, limit: text.limit }) : '';
  return (
    <li className="alert" data-level={alert.level} data-framed={replayed || alert.drill}>
      <AlertHead
        alert={alert}
        text={text}
        figure={figure}
        replayed={replayed}
        deciding={deciding}
        onGo={() => lookAtAsset(port, alert.asset)}
      />
      {deciding.open ? (
        <>
          <AlertWhy alert={alert} subject={text.subject} />
          <Suspense fallback={null}>
            <AlertCard alert={alert} />
          </Suspense>
          <AlertDecision alerts={[alert]} done={deciding.close} />
          <MuteForm asset={alert.asset} done={deciding.close} />
        </>
      ) : null}
    </li>
  );
}
