import { type Random, seededRandom, seedOf } from '../../../src/domain/random.ts';
import type { Block } from '../blocks.ts';
import type { PlaceData, ZoneKind } from '../city-data.ts';
import { areaOf } from '../plane.ts';
import { openSite, pick, type Site } from '../site.ts';
import { buildFrontage } from './frontage.ts';
import { fillCourtyards, fillSlabEstate, fillTowerEstate } from './residential.ts';
import { fillCentre, fillHospital, fillIndustry, fillMarket, fillMuseum, fillSchool } from './works.ts';

type Program =
  | 'courtyards'
  | 'village'
  | 'slabs'
  | 'mid-rise'
  | 'towers'
  | 'centre'
  | 'school'
  | 'hospital'
  | 'market'
  | 'museum'
  | 'industry'
  | 'green'
  | 'crops';

/** Shares of what a block becomes, by zone. */
const PROGRAMS: Readonly<Record<ZoneKind, readonly (readonly [number, Program])[]>> = {
  'old-town': [
    [68, 'courtyards'],
    [22, 'slabs'],
    [4, 'centre'],
    [4, 'school'],
    [3, 'market'],
    [1, 'green'],
  ],
  centre: [
    [42, 'centre'],
    [30, 'towers'],
    [22, 'slabs'],
    [6, 'green'],
  ],
  slab: [
    [66, 'slabs'],
    [9, 'towers'],
    [6, 'mid-rise'],
    [6, 'school'],
    [5, 'courtyards'],
    [3, 'centre'],
    [2, 'market'],
    [2, 'hospital'],
    [1, 'green'],
  ],
  tower: [
    [56, 'towers'],
    [13, 'slabs'],
    [9, 'mid-rise'],
    [8, 'school'],
    [6, 'centre'],
    [5, 'green'],
    [1.5, 'hospital'],
    [1.5, 'market'],
  ],
  industry: [
    [82, 'industry'],
    [8, 'slabs'],
    [4, 'market'],
    [6, 'green'],
  ],
  field: [
    [93, 'crops'],
    [6.6, 'village'],
    [1, 'industry'],
  ],
};

/** What a landmark's kind makes of its block. */
const LANDMARK_PROGRAM: Readonly<Record<string, Program>> = {
  hospital: 'hospital',
  office: 'centre',
  museum: 'museum',
};

/** What stands on a block; the same block and seed give the same buildings. */
export function fillBlock(block: Block, seed: number, landmark?: PlaceData): Site {
  const random: Random = seededRandom(seed ^ seedOf(block.id));
  const site = openSite(block, random, landmark && landmark.kind in LANDMARK_PROGRAM ? landmark.name : undefined);
  const area = areaOf(block.ring);
  const width = site.extent.maxX - site.extent.minX;
  const height = site.extent.maxY - site.extent.minY;
  let program = pick(random, PROGRAMS[block.zone]);
  const known = landmark && LANDMARK_PROGRAM[landmark.kind];
  // Campuses need room; a cramped block gets housing instead.
  if ((program === 'school' || program === 'hospital') && (width < 170 || height < 110)) program = 'slabs';
  if (program === 'centre' && (width < 90 || height < 80)) program = 'slabs';
  if (area < 4000 && program !== 'crops' && program !== 'courtyards') program = 'green';
  if (known) program = known;

  switch (program) {
    case 'crops':
    case 'green':
      site.patches.push({ class: 'lawn', ring: block.ring });
      return site;
    case 'village':
      fillCourtyards(site, true);
      return site;
    case 'centre':
      fillCentre(site);
      buildFrontage(site);
      return site;
    case 'school':
      fillSchool(site);
      return site;
    case 'hospital':
      fillHospital(site);
      buildFrontage(site);
      return site;
    case 'museum':
      fillMuseum(site);
      buildFrontage(site);
      return site;
    case 'market':
      buildFrontage(site);
      fillMarket(site);
      return site;
    case 'industry':
      buildFrontage(site);
      fillIndustry(site);
      return site;
    case 'courtyards':
      buildFrontage(site);
      fillCourtyards(site);
      return site;
    case 'slabs':
      buildFrontage(site);
      fillSlabEstate(site);
      return site;
    case 'mid-rise':
      buildFrontage(site);
      fillTowerEstate(site, 9, 12);
      return site;
    case 'towers':
      buildFrontage(site);
      fillTowerEstate(site);
      return site;
  }
}
