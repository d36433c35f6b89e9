export {
  deleteMemberships,
  findMemberships,
  insertMemberships,
  loadMemberships,
  type Membership,
  type MembershipChange,
  type NewMembership,
  removeMemberships,
  updateMemberships,
} from './memberships.repo.ts';
