import type { Words } from '../domain/words.ts';
import {
  MOST_SURVEY_BYTES,
  parseSurvey,
  parseSurveyHead,
  parseSurveyHeads,
  parseSurveyTrial,
  type SurveyAcceptance,
  type SurveyOrder,
} from '../wire/survey.ts';
import { ask } from './ask.ts';
import type { Gateway } from './request.ts';

const MEGABYTES = Math.round(MOST_SURVEY_BYTES / 1e6);
const TOO_LARGE: Words = {
  zh: `文件超过 ${MEGABYTES} MB；请按道路拆分，或去掉照片后再导出。`,
  en: `The file has more than ${MEGABYTES} MB; split it by road, or export it without pictures.`,
};

/** Surveys at the gateway. */
export function createSurveys(gateway: Gateway) {
  const nothing = () => undefined;
  const uploads = '/api/surveys/uploads';
  const one = (id: string) => `/api/surveys/${encodeURIComponent(id)}`;
  return {
    upload: async (name: string, bytes: Blob, upload?: string) =>
      bytes.size > MOST_SURVEY_BYTES
        ? ({ ok: false, status: 413, reason: TOO_LARGE } as const)
        : ask(gateway, {
            path: upload === undefined ? uploads : `${uploads}/${upload}/files`,
            query: { name },
            method: 'POST',
            body: bytes,
            parse: (body) => String((body as { readonly upload: unknown }).upload),
          }),
    trial: (upload: string, choices: SurveyOrder) =>
      ask(gateway, { path: `${uploads}/${upload}/trial`, method: 'POST', body: choices, parse: parseSurveyTrial }),
    accept: (order: SurveyAcceptance) =>
      ask(gateway, { path: '/api/surveys', method: 'POST', body: order, parse: parseSurveyHead }),
    discard: (upload: string) => ask(gateway, { path: `${uploads}/${upload}`, method: 'DELETE', parse: nothing }),
    list: () => ask(gateway, { path: '/api/surveys', parse: parseSurveyHeads }),
    survey: (id: string) => ask(gateway, { path: one(id), parse: parseSurvey }),
    revert: (id: string) => ask(gateway, { path: one(id), method: 'DELETE', parse: nothing }),
  };
}
