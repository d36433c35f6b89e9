import type { Clock } from '../core/index.ts';
import type { Storage } from '../storage/index.ts';
import { type Audit, createAudit } from './audit.ts';
import { createEntering, type Entering } from './entering.ts';
import { createPasswords, type Passwords } from './password.ts';
import { createPeople, type People } from './people.ts';
import { createSignIns, type SignIns } from './sign-ins.ts';
import { createThrottle } from './throttle.ts';

/** Everything about who may come in but the keys. */
export type Access = { entering: Entering; people: People; signIns: SignIns; audit: Audit };

type Deps = { storage: Storage; clock: Clock; passwords?: Passwords };

/** The services about people over one database and one throttle. */
export function createAccess({ storage, clock, passwords = createPasswords() }: Deps): Access {
  const throttle = createThrottle(clock);
  return {
    entering: createEntering({ storage, clock, throttle, passwords }),
    people: createPeople({ storage, clock, throttle, passwords }),
    signIns: createSignIns({ storage, clock }),
    audit: createAudit({ storage, clock }),
  };
}
