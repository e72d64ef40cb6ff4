import { type FunctionComponent, type LazyExoticComponent, lazy, Suspense } from 'react';
import type { PanelId } from '../state/session.ts';
import { useDesk, useSession } from './desk-context.ts';

const DIALOGS: readonly (readonly [PanelId, LazyExoticComponent<FunctionComponent>])[] = [
  ['account', lazy(() => import('./people/AccountDialog.tsx'))],
  ['versions', lazy(() => import('./versions/VersionsDialog.tsx'))],
  ['survey', lazy(() => import('./survey/SurveyDialog.tsx'))],
  ['light', lazy(() => import('./light/LightDialog.tsx'))],
  ['duty', lazy(() => import('./duty/DutyDialog.tsx'))],
  ['bridge', lazy(() => import('./monitor/BridgeDialog.tsx'))],
  ['water', lazy(() => import('./monitor/WaterDialog.tsx'))],
  ['export', lazy(() => import('./export/ExportDialog.tsx'))],
  ['storm', lazy(() => import('./storm/StormDialog.tsx'))],
  ['sight', lazy(() => import('./sight/SightDialog.tsx'))],
  ['review', lazy(() => import('./review/ReviewDialog.tsx'))],
  ['bookmarks', lazy(() => import('./tools/BookmarksDialog.tsx'))],
  ['own', lazy(() => import('./tools/OwnDialog.tsx'))],
  ['options', lazy(() => import('./options/OptionsDialog.tsx'))],
];

/** Dialogs whose code comes when they are first opened, where the mode allows them. */
export function LazyDialogs() {
  const { mode } = useDesk();
  const panels = useSession((session) => session.panels);
  return DIALOGS.map(([panel, Dialog]) =>
    mode.panels.includes(panel) && panels[panel] ? (
      <Suspense key={panel} fallback={null}>
        <Dialog />
      </Suspense>
    ) : null,
  );
}
