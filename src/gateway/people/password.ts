import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one scrypt hash (RFC 7914): memory is 128·N·r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP Password Storage Cheat Sheet (2024): N = 2^15, r = 8, p = 3, 32 MiB. */
const PASSWORD_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Hashes at work at once, and in waiting: a flood of sign-ins must not take the memory of the gateway. */
const AT_ONCE = 2;
const WAITING = 32;

/** Hashes with its parameters and salt: `scrypt$N$r$p$salt$hash`. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for a user who is unknown (`stored` undefined) as for one who is not. */
  matches(password: string, stored: string | undefined): Promise<boolean>;
  /** Whether a hash was made at another cost and should be made anew at the next sign-in. */
  isOutdated(stored: string): boolean;
}

/** More sign-ins wait than can be answered. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

export function createPasswords(cost: ScryptCost = PASSWORD_COST): Passwords {
  const nobody = `scrypt$${cost.N}$${cost.r}$${cost.p}$${randomBytes(SALT_BYTES).toString('base64url')}$${randomBytes(HASH_BYTES).toString('base64url')}`;
  const waiting: (() => void)[] = [];
  let working = 0;

  async function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
    while (working >= AT_ONCE) {
      if (waiting.length >= WAITING) throw new TooBusy('Too many sign-ins at once; try again in a moment.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    working++;
    try {
      return await new Promise((resolve, reject) => {
        // One password typed on two systems may come composed or decomposed.
        const text = password.normalize('NFC');
        scrypt(text, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      });
    } finally {
      working--;
      waiting.shift()?.();
    }
  }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost);
      return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
    },
    async matches(password, stored) {
      const parts = read(stored ?? nobody);
      const key = await derive(password, parts.salt, parts.cost);
      return timingSafeEqual(key, parts.key) && stored !== undefined;
    },
    isOutdated(stored) {
      const { N, r, p } = read(stored).cost;
      return N !== cost.N || r !== cost.r || p !== cost.p;
    },
  };
}

function read(stored: string): { cost: ScryptCost; salt: Buffer; key: Buffer } {
  const [kind, N, r, p, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined)
    throw new Error(`A stored password hash begins with "${String(kind)}"; expected scrypt. Set the password anew.`);
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
