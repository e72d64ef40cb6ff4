import type { CityClock } from '../domain/clock.ts';
import type { Access } from './access.ts';
import type { AlertEngine } from './alert-engine.ts';
import type { AlertStore } from './alert-store.ts';
import type { MqttIn } from './broker.ts';
import type { City } from './city.ts';
import type { ComingPast } from './coming-past.ts';
import type { Duty } from './duty/duty.ts';
import type { FanOut } from './fan-out.ts';
import type { FeedMonitor } from './feed-state.ts';
import type { Following } from './follow-others.ts';
import type { History } from './history/history.ts';
import type { Imports } from './import/imports.ts';
import type { Ingest } from './ingest.ts';
import type { Mutes } from './mutes.ts';
import type { GatewayOptions } from './options.ts';
import type { People } from './people/people.ts';
import type { RejectStore } from './reject-store.ts';
import type { Rejects } from './rejects.ts';
import type { ReviewStore } from './review/review-store.ts';
import type { RoleView } from './role-view.ts';
import type { ScenarioStore } from './scenarios/scenario-store.ts';
import type { SharedStore } from './shared/shared-store.ts';
import type { Sources } from './sources/sources.ts';
import type { Surveys } from './survey/surveys.ts';

/** The parts of a running gateway that its routes reach. */
export interface Parts {
  readonly options: GatewayOptions;
  readonly version: string;
  readonly city: City;
  readonly clock: CityClock;
  readonly now: () => number;
  readonly access: Access;
  readonly people: People;
  readonly scenarios: ScenarioStore;
  readonly reviews: ReviewStore;
  readonly shared: SharedStore;
  readonly surveys: Surveys;
  readonly views: Readonly<Record<'operator' | 'public', RoleView>>;
  readonly ingest: Ingest;
  readonly rejects: Rejects;
  readonly rejectStore: RejectStore;
  /** Writes what is queued; false when the database refuses. */
  readonly commit: () => Promise<boolean>;
  /** Tells the other gateways at the database what comes to this one alone. */
  readonly others: Following;
  /** This gateway and those that share its database. */
  readonly gateways: () => { readonly name: string; readonly leads: boolean; readonly alive: readonly string[] };
  readonly feeds: FeedMonitor;
  readonly coming: ComingPast;
  readonly sources: Sources;
  readonly history: History;
  readonly alerts: AlertEngine;
  readonly alertStore: AlertStore;
  readonly mutes: Mutes;
  readonly duty: Duty;
  readonly imports: Imports;
  readonly fanOut: FanOut;
  readonly mqtt: () => MqttIn;
  /** What is wrong now, one line each; empty when all is well. */
  readonly problems: () => string[];
}
