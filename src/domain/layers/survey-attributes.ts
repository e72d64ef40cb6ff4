import type { AttributeDefinition } from '../layer.ts';

/** What a field survey tells of itself beside the asset; absent where an asset was drawn and not surveyed. */
export const SURVEY_ATTRIBUTES: readonly AttributeDefinition[] = [
  { key: 'survey', title: { zh: '探测成果', en: 'Survey' }, type: 'string', classification: 'internal' },
  {
    key: 'surveyId',
    title: { zh: '探测编号', en: 'Number in the survey' },
    type: 'string',
    classification: 'internal',
  },
  { key: 'surveyedOn', title: { zh: '探测日期', en: 'Surveyed on' }, type: 'string', classification: 'internal' },
  { key: 'accuracy', title: { zh: '点位精度', en: 'Accuracy' }, type: 'number', unit: 'm', classification: 'internal' },
  { key: 'photo', title: { zh: '照片', en: 'Photo' }, type: 'string', classification: 'internal' },
  {
    key: 'verification',
    title: { zh: '核实状态', en: 'Verification' },
    type: 'enum',
    classification: 'internal',
    values: [
      { value: 'verified', title: { zh: '已核实', en: 'Verified' } },
      { value: 'unverified', title: { zh: '未核实', en: 'Not verified' } },
      { value: 'doubtful', title: { zh: '存疑', en: 'Doubtful' } },
    ],
  },
];
