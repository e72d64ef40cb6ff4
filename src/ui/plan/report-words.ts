/** Words of the printed report alone. */
export const REPORT_WORDS = {
  noPictures: {
    zh: '本报告不含对比图：请用“打印报告”按钮出图后打印。',
    en: 'Without its pictures: print by the report button, which takes them first.',
  },
  changed: {
    zh: '出图期间方案、时刻或视角有改动：图与数字可能不一致，请重新打印。',
    en: 'The plan, the moment or the view changed while the pictures were taken: they may differ from the figures; print again.',
  },
  camera: {
    zh: '两图同一机位：{place}，离地 {height} 米，方位 {heading}°，俯仰 {pitch}°。',
    en: 'Both from the same camera: {place}, {height} m above ground, heading {heading}°, pitch {pitch}°.',
  },
} as const;
