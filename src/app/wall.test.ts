import { describe, expect, it } from 'vitest';
import { readWall, wallOf } from './wall.ts';

describe('wall of a link', () => {
  it('is its height and the distance of its viewers, 8 m unless told', () => {
    expect(readWall('?mode=hall&wall=12×3.4&distance=6')).toEqual({ height: 3.4, distance: 6 });
    expect(readWall('?wall=6x2')).toEqual({ height: 2, distance: 8 });
  });
  it('is left out when it cannot stand', () => {
    for (const query of ['', '?wall=big', '?wall=6x0', '?wall=6x2&distance=-1', '?distance=4'])
      expect(readWall(query), query).toBeUndefined();
  });
  it('survives being carried to the next address', () => {
    const query = '?wall=12×3.4&distance=6';
    expect(readWall(`?t=now${wallOf(query)}`)).toEqual(readWall(query));
  });
});
