import { REVIEW_WRITERS } from '../../domain/review/act.ts';
import type { PersonRole } from '../../wire/people.ts';
import { RequestProblem } from '../query.ts';

/** Who asks, once it is known. A public session is nobody. */
export interface Caller {
  readonly user: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly demo: boolean;
}

const WORDS = {
  decideAlerts: 'Alerts are decided',
  sendObservations: 'Observations are taken',
  readMetrics: 'Metrics are',
  readRejects: 'Rejects are shown',
  readScenarios: 'Scenario versions are shown',
  editScenarios: 'Scenarios are edited',
  readSurveys: 'Surveys are shown',
  importSurveys: 'Surveys are imported',
  readReviews: 'The review record is shown',
  writeReviews: 'The review record is written',
  readShared: 'Shared data are shown',
  shareData: 'Own data are shared',
  withdrawShared: 'Shared data are withdrawn',
  stepVersions: 'Versions are moved on',
  managePeople: 'Accounts are managed',
  readAudit: 'The audit log is shown',
} as const;

export type Right = keyof typeof WORDS;

const EVERYBODY: readonly PersonRole[] = ['planner', 'checker', 'operator', 'admin'];

/** What each role may do; what is read by nobody's right is public. Admins keep accounts and sign nothing. */
const RIGHTS: Readonly<Record<Right, readonly PersonRole[]>> = {
  decideAlerts: ['operator', 'admin'],
  sendObservations: ['operator', 'admin'],
  readMetrics: ['operator', 'admin'],
  readRejects: ['operator', 'admin'],
  readScenarios: EVERYBODY,
  editScenarios: ['planner'],
  readSurveys: EVERYBODY,
  importSurveys: ['planner'],
  readReviews: EVERYBODY,
  writeReviews: REVIEW_WRITERS,
  readShared: EVERYBODY,
  shareData: REVIEW_WRITERS,
  withdrawShared: EVERYBODY,
  stepVersions: ['planner', 'checker'],
  managePeople: ['admin'],
  readAudit: ['admin'],
};

export function hasRight(caller: Caller, right: Right): boolean {
  return RIGHTS[right].includes(caller.role);
}

/** The caller, if they have the right. Throws RequestProblem 403. */
export function requireRight(caller: Caller | null, right: Right): Caller {
  const roles = RIGHTS[right];
  const who = roles === EVERYBODY ? 'those who are signed in' : `the role ${roles.join(' or ')}`;
  if (!caller)
    throw new RequestProblem(
      403,
      `${WORDS[right]} for ${who} only; a public session can write nothing and reads public fields.`,
    );
  if (!roles.includes(caller.role))
    throw new RequestProblem(403, `${WORDS[right]} for ${who} only; ${caller.name} is ${caller.role}.`);
  return caller;
}
