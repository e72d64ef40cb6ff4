import type { OwnKind } from '../../domain/own-data.ts';
import type { Words } from '../../domain/words.ts';

/** Words of what a person brings along. */
export const O = {
  title: { zh: '自有数据', en: 'Own data' },
  drop: {
    zh: '拖入 GeoJSON、KML、CZML、CSV、glTF（连同 .bin 与贴图）、IFC，拖到地图上也可以。只存在本机，不上传。',
    en: 'Drop GeoJSON, KML, CZML, CSV, glTF (with its .bin and pictures) or IFC here or on the map. It stays on this machine.',
  },
  dropOrShare: {
    zh: '拖入 GeoJSON、KML、CZML、CSV、glTF（连同 .bin 与贴图）、IFC，拖到地图上也可以。只存在本机，点“共享”才上传。',
    en: 'Drop GeoJSON, KML, CZML, CSV, glTF (with its .bin and pictures) or IFC here or on the map. It stays on this machine unless you share it.',
  },
  choose: { zh: '选择文件', en: 'Choose files' },
  datum: { zh: '坐标系（GeoJSON、CSV）', en: 'Datum (GeoJSON, CSV)' },
  zone: { zh: 'CGCS2000 3° 带 {n}°E', en: 'CGCS2000 3° zone {n}°E' },
  unread: {
    zh: '{name}：读不出内容；若是文件夹，请拖入其中的文件。',
    en: '{name}: cannot be read; if it is a folder, drop the files in it.',
  },
  cgcs: { zh: 'WGS-84 / CGCS2000', en: 'WGS-84 / CGCS2000' },
  address: { zh: '3D Tiles 地址（…/tileset.json）', en: 'Address of 3D Tiles (…/tileset.json)' },
  add: { zh: '加入', en: 'Add' },
  none: { zh: '还没有自有数据。', en: 'None yet.' },
  own: { zh: '自有数据', en: 'own data' },
  count: { zh: '{n} 个', en: '{n}' },
  show: { zh: '显示 {name}', en: 'Show {name}' },
  zoom: { zh: '缩放到 {name}', en: 'Go to {name}' },
  remove: { zh: '移除 {name}', en: 'Remove {name}' },
  longitude: { zh: '经度', en: 'Longitude' },
  latitude: { zh: '纬度', en: 'Latitude' },
  height: { zh: '离地 m', en: 'Above ground m' },
  heading: { zh: '方向 °', en: 'Heading °' },
  share: { zh: '共享', en: 'Share' },
  shareOf: { zh: '共享 {name}', en: 'Share {name}' },
  whoSees: {
    zh: '上传后，全部登录人员都能看到并加入各自的视图，公众看不到。受限数据不得在此共享。',
    en: 'Uploads it: everybody signed in sees it and may add it to their view, the public does not. What is restricted may not be shared here.',
  },
  classification: { zh: '密级', en: 'Class' },
  shareNow: { zh: '上传并共享', en: 'Upload and share' },
  cancel: { zh: '取消', en: 'Cancel' },
  isShared: { zh: '已共享', en: 'shared' },
  from: { zh: '同事共享', en: 'from a colleague' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  withdrawnHint: {
    zh: '共享者或管理员已撤回；这里仍是您加入时的一份，请核实后再使用。',
    en: 'It was taken back; this is still the copy that you added: ask before you rely on it.',
  },
  justAddress: { zh: '仅地址', en: 'address alone' },
  sharedTitle: { zh: '同事共享', en: 'Shared by colleagues' },
  sharedNote: {
    zh: '全部登录人员可见，公众不可见；内容由共享者负责，未经核验。每个文件至多 {most} MB，共至多 {count} 项；3D Tiles 只共享地址。',
    en: 'Seen by everybody signed in, not by the public; whoever shares it answers for it, nobody has checked it. At most {most} MB a file and {count} in all; of 3D Tiles the address alone.',
  },
  sharedLoading: { zh: '正在读取共享列表…', en: 'Reading what is shared…' },
  sharedNone: { zh: '还没有共享的数据。', en: 'Nothing is shared yet.' },
  sharedAgain: { zh: '刷新', en: 'Read again' },
  sharedDemo: { zh: '演示', en: 'demo' },
  take: { zh: '加入视图', en: 'Add to view' },
  takeOf: { zh: '把 {name} 加入视图', en: 'Add {name} to the view' },
  isShown: { zh: '已在视图中', en: 'in the view' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawOf: { zh: '撤回 {name}', en: 'Withdraw {name}' },
  withdrawNote: {
    zh: '不再提供给他人；已加入视图的人仍保留各自的一份。',
    en: 'Nobody else gets it any more; who added it to their view keeps their copy.',
  },
} satisfies Record<string, Words>;

export const KIND_NAMES: Readonly<Record<OwnKind, string>> = {
  geojson: 'GeoJSON',
  csv: 'CSV',
  kml: 'KML',
  czml: 'CZML',
  model: 'glTF',
  ifc: 'IFC',
  tiles: '3D Tiles',
};
