import type { GrabError, GrabKind } from '@grabber/contract';
import type { Grab } from '../../grabbing/index.ts';
import type { Session } from '../../sessions/index.ts';

type Outcome = 'saved' | 'updated' | 'unchanged' | 'removed';

/** What a grab did, in the fields of the old answers: groups, individuals, or both, by the kind that was asked for. */
export function outcomeOf(session: Session, grab: Grab, kind: GrabKind, errors: GrabError[]) {
  const { counts } = grab;
  const sum = (outcome: Outcome) => {
    const groups = kind === 'contacts' ? 0 : counts[`groups_${outcome}`];
    return groups + (kind === 'groups' ? 0 : counts[`contacts_${outcome}`]);
  };
  return {
    session_id: session.session_id,
    session_name: session.name,
    saved_count: sum('saved'),
    updated_count: sum('updated'),
    unchanged_count: sum('unchanged'),
    removed_count: sum('removed'),
    participants_saved_count: counts.participants_saved,
    participants_updated_count: counts.participants_updated,
    errors,
    grabbed_at: grab.finished_at,
    grab_id: grab.id,
  };
}
