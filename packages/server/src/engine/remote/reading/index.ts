export * from './fields.ts';
export { buildGroups, type RawGroup, type RawMember } from './groups.ts';
export { heed, phoneDigits } from './identity.ts';
export { createLidBook, type LidBook } from './lid-book.ts';
export { readMembers, roleOf } from './members.ts';
export { groupPages, peoplePages } from './pages.ts';
export { readPages } from './paging.ts';
export { buildPeople, type RawPerson } from './people.ts';
export { readRows } from './rows.ts';
