import { useEffect, useState } from 'react';
import type { DutyRoomPort } from '../../state/duty-port.ts';
import { usePort } from '../desk-context.ts';

/** The duty room's port once its code is here. */
export function useDutyRoom(): DutyRoomPort | null {
  const port = usePort();
  const [room, setRoom] = useState<DutyRoomPort | null>(null);
  useEffect(() => {
    let gone = false;
    void port.dutyRoom().then((made) => {
      if (!gone) setRoom(made);
    });
    return () => {
      gone = true;
    };
  }, [port]);
  return room;
}
