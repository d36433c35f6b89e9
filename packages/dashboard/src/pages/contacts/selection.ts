import type { ContactQuery, ContactSelection } from '@grabber/contract';

/**
 * What is selected: contacts one by one, or all that the query finds. Of all, the server gets the query, not ids; so there is no "all but these":
 * leaving one out selects those that are loaded instead, as mail programs do.
 */
export type Selection = { kind: 'some'; ids: ReadonlySet<number> } | { kind: 'all' };

export const nothing: Selection = { kind: 'some', ids: new Set() };

export function isSelected(selection: Selection, id: number): boolean {
  return selection.kind === 'all' || selection.ids.has(id);
}

/** One more or one less; `loaded` are the rows that the page has at the moment. */
export function toggled(selection: Selection, id: number, loaded: readonly number[]): Selection {
  const ids = new Set(selection.kind === 'all' ? loaded : selection.ids);
  if (isSelected(selection, id)) ids.delete(id);
  else ids.add(id);
  return { kind: 'some', ids };
}

/** A run of rows, as a click with Shift picks them. */
export function withAll(selection: Selection, more: readonly number[]): Selection {
  return selection.kind === 'all' ? selection : { kind: 'some', ids: new Set([...selection.ids, ...more]) };
}

/** The head's box: ticks all that are loaded, or nothing when they are ticked. */
export function toggledLoaded(selection: Selection, loaded: readonly number[]): Selection {
  return stateOf(selection, loaded) === 'all' ? nothing : withAll(selection, loaded);
}

/** What the head's box shows. */
export function stateOf(selection: Selection, loaded: readonly number[]): 'none' | 'part' | 'all' {
  if (selection.kind === 'all') return 'all';
  const ticked = loaded.filter((id) => selection.ids.has(id)).length;
  if (ticked === loaded.length && ticked > 0) return 'all';
  return selection.ids.size > 0 ? 'part' : 'none';
}

export function sizeOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? total : selection.ids.size;
}

/** What the server is told of a selection: ids, or the query where all that match are meant. */
export function selectionOf(selection: Selection, query: ContactQuery): ContactSelection {
  return selection.kind === 'all' ? { query } : { ids: [...selection.ids] };
}
