import type { EngineAccount, EngineFailure, EnginePerson } from '../../engine.ts';
import { type Claim, claimOfAccount, heed, identify, isSame, keyOf, phoneDigits } from './identity.ts';
import type { LidBook } from './lid-book.ts';
import { unreadable } from './rows.ts';
import type { Turn } from './turns.ts';

/** What a row says about a person; what it does not say is left out. */
export type RawPerson = { claim: Claim } & Partial<Omit<EnginePerson, 'pn' | 'lid'>>;

const nothing: Omit<EnginePerson, 'pn' | 'lid'> = {
  saved_name: null,
  chat_name: null,
  push_name: null,
  verified_name: null,
  in_address_book: false,
  has_chat: false,
  is_blocked: false,
  is_business: false,
  profile_picture: null,
};

const elsewhere = /@(g\.us|broadcast|newsletter|bot|call)$|^status@|^0@/;

/** Everyone once, whether the rows came by phone, by LID or by both; sorted, since gateways are not. The account's owner is nobody's contact. */
export async function buildPeople(
  book: LidBook,
  rows: readonly RawPerson[],
  account: EngineAccount,
  turn: Turn,
): Promise<{ people: EnginePerson[]; failures: EngineFailure[] }> {
  const individuals = rows.filter(({ claim }) => !(claim.id && elsewhere.test(claim.id)));
  const claims = individuals.map(({ claim }) => claim);
  await heed(book, [claimOfAccount(account), ...claims], turn);
  const people = new Map<string, EnginePerson>();
  const failures: EngineFailure[] = [];
  for (const { claim, ...facts } of individuals) {
    await turn();
    const identity = identify(book, claim);
    if (identity === null) failures.push(unreadable('contact', claim.id));
    else if (!isSame(identity, account)) merge(people, keyOf(identity), { ...nothing, ...identity, ...facts });
  }
  const sorted = [...people].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, person]) => person);
  return { people: sorted.map(withoutNumberAsTitle), failures };
}

function merge(people: Map<string, EnginePerson>, key: string, person: EnginePerson): void {
  const known = people.get(key);
  people.set(key, known ? joined(known, person) : person);
}

function joined(first: EnginePerson, second: EnginePerson): EnginePerson {
  return {
    pn: first.pn ?? second.pn,
    lid: first.lid ?? second.lid,
    saved_name: first.saved_name ?? second.saved_name,
    chat_name: first.chat_name ?? second.chat_name,
    push_name: first.push_name ?? second.push_name,
    verified_name: first.verified_name ?? second.verified_name,
    in_address_book: first.in_address_book || second.in_address_book,
    has_chat: first.has_chat || second.has_chat,
    is_blocked: first.is_blocked || second.is_blocked,
    is_business: first.is_business || second.is_business,
    profile_picture: first.profile_picture ?? second.profile_picture,
  };
}

/** A chat with an unsaved person is titled by the number; that is no name. */
function withoutNumberAsTitle(person: EnginePerson): EnginePerson {
  const digits = phoneDigits(person.chat_name);
  const isNumber = digits !== null && (digits === person.pn || digits === person.lid);
  return isNumber ? { ...person, chat_name: null } : person;
}
