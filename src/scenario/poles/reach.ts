import type { PoleClass } from '../../domain/pole-class.ts';
import type { PlanPolicies } from './policies.ts';

/** How far along the road the mounts of a class may move to a carrier, metres; 0 for a class that never moves so. */
export function reachOf(poleClass: PoleClass, policies: PlanPolicies): number {
  switch (poleClass) {
    case 'TG':
    case 'CC':
    case 'RN':
      return policies.signShift;
    case 'BS':
      return policies.busShift;
    case 'WF':
    case 'CM':
    case 'EN':
    case 'OT':
      return policies.deviceShift;
    // Signals and lamps found carriers, power goes underground, flags are removed.
    case 'TS':
    case 'LP':
    case 'PW':
    case 'AD':
    case 'MF':
      return 0;
  }
}

/** Rule R1, the order of placing on carriers that signals and lamps have founded: signs and cameras, plates, the rest. */
export const PLACING_ORDER: readonly PoleClass[] = ['TG', 'CC', 'RN', 'BS', 'WF', 'CM', 'EN', 'OT'];
