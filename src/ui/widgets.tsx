import type { FunctionComponent } from 'react';
import type { WidgetId } from '../modes/mode.ts';
import { MapNote } from './AboutDialog.tsx';
import { AlertPanel } from './AlertPanel.tsx';
import { CommandBar } from './CommandBar.tsx';
import { Director } from './Director.tsx';
import { ExhibitionCorners } from './ExhibitionCorners.tsx';
import { HallHeader } from './HallHeader.tsx';
import { HallQueue } from './HallQueue.tsx';
import { HallReplay } from './HallReplay.tsx';
import { HallSystems } from './HallSystems.tsx';
import { Inspector } from './Inspector.tsx';
import { LayerPanel } from './LayerPanel.tsx';
import { Closeup, Overview } from './MountedPanels.tsx';
import { ScenarioPanel } from './ScenarioPanel.tsx';
import { StoryCard, StoryDoors } from './StoryCard.tsx';
import { TimeBar } from './TimeBar.tsx';

/** What stands behind each name of a mode's layout. */
export const WIDGETS: Readonly<Record<WidgetId, FunctionComponent>> = {
  'command-bar': CommandBar,
  layers: LayerPanel,
  overview: Overview,
  inspector: Inspector,
  scenario: ScenarioPanel,
  alerts: AlertPanel,
  closeup: Closeup,
  'time-bar': TimeBar,
  'hall-header': HallHeader,
  'hall-queue': HallQueue,
  'hall-systems': HallSystems,
  'hall-replay': HallReplay,
  director: Director,
  'story-card': StoryCard,
  'story-doors': StoryDoors,
  'exhibition-corners': ExhibitionCorners,
  'map-note': MapNote,
};
