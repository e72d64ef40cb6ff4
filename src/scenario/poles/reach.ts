import type { PoleClass } from '../../domain/pole-class.ts';
import type { PlanPolicies } from './policies.ts';

/** How far the mounts of a pole may move to a carrier, metres along and across the road. */
export interface Reach {
  readonly along: number;
  readonly across: number;
}

/** A bus stop's carrier must stand on its platform, metres across the road. */
const ON_PLATFORM = 2;

/** The reach of a class, or null for a class that founds carriers, goes underground or is removed. */
export function reachOf(poleClass: PoleClass, policies: PlanPolicies): Reach | null {
  switch (poleClass) {
    case 'TG':
    case 'CC':
    case 'RN':
    case 'WF':
      return { along: policies.signShift, across: policies.signAcross };
    case 'BS':
      return { along: policies.busShift, across: ON_PLATFORM };
    case 'OT':
      return { along: policies.deviceShift, across: policies.signAcross };
    case 'CM':
    case 'EN':
      return { along: policies.deviceShift, across: policies.deviceAcross };
    case 'TS':
    case 'LP':
    case 'PW':
    case 'AD':
    case 'MF':
      return null;
  }
}
