import type { Outcome } from '../domain/outcome.ts';
import type { Survey, SurveyAcceptance, SurveyHead, SurveyOrder, SurveyTrial, SurveyTrouble } from '../wire/survey.ts';

export type Trial = SurveyTrial;
export type Trouble = SurveyTrouble;
export type AcceptedSurvey = SurveyHead;
export type Choices = SurveyOrder;

/** Surveys at the gateway: a file goes up, is tried until it fits, and is accepted; accepted ones are listed and read. */
export interface SurveysPort {
  /** A file to a new upload, or beside those of `upload`. Answers the upload's id. */
  upload(name: string, bytes: Blob, upload?: string): Promise<Outcome<string>>;
  /** What would come of it; nothing is kept. */
  trial(upload: string, choices: SurveyOrder): Promise<Outcome<SurveyTrial>>;
  accept(order: SurveyAcceptance): Promise<Outcome<SurveyHead>>;
  discard(upload: string): Promise<Outcome<undefined>>;
  list(): Promise<Outcome<readonly SurveyHead[]>>;
  survey(id: string): Promise<Outcome<Survey>>;
  /** Takes a survey back; plans that rest on it keep what it found. */
  revert(id: string): Promise<Outcome<undefined>>;
}
