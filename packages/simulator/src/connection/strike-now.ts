import type { FaultKind, Faults } from '../faults.ts';
import type { LinkedDevice } from '../phone/device.ts';
import type { Phone } from '../phone/phone.ts';

type Strike = (phone: Phone, device: LinkedDevice) => void;

/** Faults that hit clients which are connected already. */
const STRIKES: Partial<Record<FaultKind, Strike>> = {
  replaced: (_, { connection }) => connection?.endStream({ cause: { tag: 'conflict', type: 'replaced' } }),
  'logged-out': (phone, device) => phone.unlink(device),
  banned: (_, { connection }) => connection?.fail(403),
};

/** The same faults, but switching one on that can end a connection does so at once. */
export function strikeAtOnce(faults: Faults, phones: Phone[]): Faults {
  return {
    ...faults,
    set(fault, limits) {
      faults.set(fault, limits);
      const strike = STRIKES[fault.kind];
      if (!strike) return;
      for (const phone of phones) {
        for (const device of [...phone.devices]) {
          const isHit = device.connection && faults.strike(fault.kind, { account: phone.account.person.phone });
          if (isHit) strike(phone, device);
        }
      }
    },
  };
}
