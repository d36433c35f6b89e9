import { getRouteApi } from '@tanstack/react-router';
import type { ContactsSearch } from './search-params.ts';

const route = getRouteApi('/shell/contacts');
type Loose = { [Key in keyof ContactsSearch]?: ContactsSearch[Key] | undefined };

/** Changes the address; with `replace` without leaving a trail, as typing would. */
export type Go = (next: Loose | ((old: ContactsSearch) => Loose), replace?: boolean) => void;

export function useGo(): Go {
  const navigate = route.useNavigate();
  return (next, replace = false) => void navigate({ search: next as ContactsSearch, replace });
}

export const useContactsSearch = route.useSearch;
