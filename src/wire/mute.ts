import * as v from 'valibot';
import type { Mute } from '../domain/mute.ts';
import { AssetId } from './common.ts';

const Reason = v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a reason'), v.maxLength(200));

export const MuteSchema = v.object({
  asset: AssetId,
  until: v.number(),
  reason: v.string(),
  by: v.string(),
  plan: v.exactOptional(v.object({ scenario: v.string(), version: v.number() })),
  at: v.number(),
}) satisfies v.GenericSchema<Mute>;

/** Body of `PUT /api/mutes/:asset`. */
export const WantedMuteSchema = v.strictObject({ until: v.number(), reason: Reason });
