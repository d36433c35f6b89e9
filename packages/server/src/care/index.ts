export { type Care, type CareDeps, createCare } from './care.ts';
export type { CareParts } from './parts.ts';
export { forgetSession, inheritMerges } from './people/inherit.repo.ts';
export { linkPeople } from './people/link.ts';
export type { Touched } from './people/links.repo.ts';
