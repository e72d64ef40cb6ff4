import { expect, it } from 'vitest';
import { parseBookmarks, writeBookmarks } from './bookmarks.ts';

const kept = [{ name: '洸河路', link: 't=T6&scenario=guanghe-poles.A&view=116.59,35.42,300,0,-45,0', dwell: 8 }];

it('a file is read back as it was written', () => {
  expect(parseBookmarks(writeBookmarks(kept), 'tour.json')).toEqual(kept);
});

it('what is wrong with it is named with file, place and remedy', () => {
  expect(() => parseBookmarks('<kml>', 'tour.kml')).toThrow(/tour\.kml: "<kml>" is no JSON; choose/);
  const with_ = (change: object) => JSON.stringify({ bookmarks: [{ ...kept[0], ...change }] });
  expect(() => parseBookmarks(with_({ dwell: 0 }), 'a.json')).toThrow('a.json: bookmarks.0.dwell is below 1 s');
  expect(() => parseBookmarks(with_({ link: 'javascript:alert(1)' }), 'a.json')).toThrow(
    /bookmarks\.0\.link is no query/,
  );
  expect(() => parseBookmarks(with_({ name: '  ' }), 'a.json')).toThrow(/bookmarks\.0\.name is empty/);
  expect(() => parseBookmarks('{"bookmarks": 3}', 'a.json')).toThrow(/bookmarks is no list/);
});
