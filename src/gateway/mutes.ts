import type { Instant } from '../domain/clock.ts';
import { type Mute, mutesAt } from '../domain/mute.ts';
import { MuteSchema } from '../wire/mute.ts';
import { parseWith } from '../wire/parse.ts';
import type { Database } from './database.ts';
import type { Audit } from './people/audit.ts';
import type { Caller } from './people/rights.ts';
import type { PlanMutes } from './plan-mutes.ts';

/** Who silenced which asset until when; kept over restarts, each change in the audit log. */
export interface Mutes {
  /** Those that hold now: people's own, and those of plans in force for assets that nobody muted. */
  list(): readonly Mute[];
  /** Tells when a phase of a plan began or ended since the last look. */
  look(): void;
  /** Reads the plans in force anew. */
  refresh(): Promise<void>;
  /** Silences an asset; one that is silent already gets the new end and reason. */
  put(caller: Caller, mute: Pick<Mute, 'asset' | 'until' | 'reason'>): Promise<Mute>;
  /** Learns what was muted and lifted at other gateways. */
  learn(): Promise<void>;
  /** False when the asset is not silent. */
  lift(caller: Caller, asset: string): Promise<boolean>;
}

/** @param changed called after each change */
export async function openMutes(
  database: Database,
  audit: Audit,
  plans: PlanMutes,
  now: () => Instant,
  changed: () => void,
): Promise<Mutes> {
  await database.write((writer) =>
    writer.run('CREATE TABLE IF NOT EXISTS mutes (asset VARCHAR PRIMARY KEY, body VARCHAR)'),
  );
  let held = new Map<string, Mute>();
  async function learn(): Promise<void> {
    const rows = await database.read('SELECT body FROM mutes');
    held = new Map(
      rows.map(({ body }) => parseWith(MuteSchema, JSON.parse(String(body)), 'Mute')).map((mute) => [mute.asset, mute]),
    );
  }
  await learn();
  const own = () => mutesAt([...held.values()], now());
  const holding = (asset: string) => own().find((mute) => mute.asset === asset);
  const list = () => {
    const mine = own();
    const muted = new Set(mine.map(({ asset }) => asset));
    return [...mine, ...plans.at(now()).filter(({ asset }) => !muted.has(asset))];
  };
  const keyOfPlans = () =>
    plans
      .at(now())
      .map(({ asset, until }) => `${asset} ${until}`)
      .join();
  let planned = keyOfPlans();
  function look(): void {
    const key = keyOfPlans();
    if (key === planned) return;
    planned = key;
    changed();
  }

  return {
    list,
    look,
    async learn() {
      await learn();
      changed();
    },
    async refresh() {
      await plans.refresh();
      look();
    },
    async put(caller, { asset, until, reason }) {
      const mute: Mute = { asset, until, reason, by: caller.name, at: Math.round(now()) };
      await audit.record(caller, async (writer) => {
        await writer.run('INSERT INTO mutes VALUES (?, ?) ON CONFLICT (asset) DO UPDATE SET body = excluded.body', [
          asset,
          JSON.stringify(mute),
        ]);
        const change = { action: 'mute.put', subject: `assets/${asset}`, before: holding(asset), after: mute };
        return { change: { ...change, detail: { until: new Date(until).toISOString(), reason } }, result: undefined };
      });
      held.set(asset, mute);
      changed();
      return mute;
    },
    async lift(caller, asset) {
      const before = holding(asset);
      if (!before) return false;
      await audit.record(caller, async (writer) => {
        await writer.run('DELETE FROM mutes WHERE asset = ?', [asset]);
        return { change: { action: 'mute.lift', subject: `assets/${asset}`, before }, result: undefined };
      });
      held.delete(asset);
      changed();
      return true;
    },
  };
}
