/** Layers that a plan of poles is made from and may change: poles, their cabinets, and lines above and below ground. */
export const PLAN_LAYERS = ['lamp', 'pole', 'cabinet', 'overhead-line', 'underground-line'] as const;

/** Of these, those whose assets the document counts as poles. */
export const POLE_LAYERS: readonly string[] = ['lamp', 'pole'];
