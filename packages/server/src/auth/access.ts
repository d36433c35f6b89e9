import type { Clock } from '../core/index.ts';
import type { Storage } from '../storage/index.ts';
import { type Audit, createAudit } from './audit.ts';
import { createEntering, type Entering } from './entering.ts';
import { createPeople, type People } from './people.ts';
import { createSignIns, type SignIns } from './sign-ins.ts';
import { createThrottle } from './throttle.ts';

/** Everything about who may come in but the keys. */
export type Access = { entering: Entering; people: People; signIns: SignIns; audit: Audit };

/** The services about people over one database and one throttle. */
export function createAccess({ storage, clock }: { storage: Storage; clock: Clock }): Access {
  const throttle = createThrottle(clock);
  return {
    entering: createEntering({ storage, clock, throttle }),
    people: createPeople({ storage, clock, throttle }),
    signIns: createSignIns({ storage, clock }),
    audit: createAudit({ storage, clock }),
  };
}
