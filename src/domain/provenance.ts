import type { Words } from './words.ts';

/** Where a value comes from; shown with every value. */
export type Provenance = 'surveyed' | 'published' | 'illustrative' | 'simulated';

export const PROVENANCE_WORDS: Readonly<Record<Provenance, Words>> = {
  surveyed: { zh: '实测', en: 'surveyed' },
  published: { zh: '公开', en: 'published' },
  illustrative: { zh: '示意', en: 'illustrative' },
  simulated: { zh: '模拟', en: 'simulated' },
};

/** 密级 of a field or dataset. A public session receives `public` only. */
export type Classification = 'public' | 'internal' | 'restricted';

/** From what anybody may see to what few may. */
export const CLASSIFICATIONS: readonly Classification[] = ['public', 'internal', 'restricted'];

export const CLASSIFICATION_WORDS: Readonly<Record<Classification, Words>> = {
  public: { zh: '公开', en: 'public' },
  internal: { zh: '内部', en: 'internal' },
  restricted: { zh: '受限', en: 'restricted' },
};
