import { PERSON_ROLES, type PersonRole } from '../../wire/people.ts';
import { type PeopleOptions, SettingError } from '../options.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Reads what the environment says about people. Throws SettingError. */
export function readPeopleOptions(env: Env): PeopleOptions {
  const hours = Number(env.SESSION_HOURS || 12);
  if (!(hours >= 0.1 && hours <= 720))
    throw new SettingError(`SESSION_HOURS="${env.SESSION_HOURS}": expected a number from 0.1 to 720.`);
  return {
    publicUrl: originOf(env.PUBLIC_URL),
    trustedProxy: env.TRUSTED_PROXY || undefined,
    sessionHours: hours,
    oidc: oidcOf(env),
  };
}

function oidcOf(env: Env): PeopleOptions['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = env;
  if (!issuer && !clientId) return undefined;
  if (!issuer || !clientId)
    throw new SettingError(`${issuer ? 'OIDC_CLIENT_ID' : 'OIDC_ISSUER'} is not set; OIDC needs issuer and client id.`);
  return {
    issuer,
    clientId,
    clientSecret: env.OIDC_CLIENT_SECRET || undefined,
    label: env.OIDC_LABEL || '统一身份认证',
    scope: env.OIDC_SCOPE || 'openid profile',
    roleClaim: env.OIDC_ROLE_CLAIM || 'roles',
    roles: rolesOf(env.OIDC_ROLES),
  };
}

/** `planner=cim-plan,checker=cim-check`; a role that is not named is claimed by its own name. */
function rolesOf(text: string | undefined): Record<PersonRole, string> {
  const roles: Record<PersonRole, string> = {
    planner: 'planner',
    checker: 'checker',
    operator: 'operator',
    admin: 'admin',
  };
  for (const part of (text ?? '').split(',').filter((each) => each.trim() !== '')) {
    const [role, value] = part.split('=').map((each) => each.trim());
    const ours = PERSON_ROLES.find((each) => each === role);
    if (!ours || !value)
      throw new SettingError(`OIDC_ROLES="${text}": expected e.g. planner=cim-plan,checker=cim-check.`);
    roles[ours] = value;
  }
  return roles;
}

function originOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  } catch {
    // Told below.
  }
  throw new SettingError(`PUBLIC_URL="${text}": expected an address without a path, e.g. https://cim.example.cn.`);
}
