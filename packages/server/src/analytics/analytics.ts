import type { AnalyticsFigures, GrowthDay } from '@grabber/contract';
import type { Visible } from '../auth/index.ts';
import type { Clock } from '../core/index.ts';
import type { Reading } from '../storage/index.ts';
import * as repo from './analytics.repo.ts';
import { createCache } from './cache.ts';
import { type DaysWish, daysOf } from './days.ts';
import { grabFigures } from './grab-figures.ts';
import { operatorOf } from './operators.ts';

const hourMs = 3_600_000;
const numbers = [
  'contacts',
  'groups',
  'memberships',
  'members',
  'with_phone',
  'lid_only',
  'with_name',
  'without_name',
] as const;
const more = ['in_address_book', 'with_chat', 'business', 'opted_out', 'removed', 'in_trash'] as const;
const counted = [...numbers, ...more];
type Counts = Record<(typeof counted)[number], number>;

export type Analytics = ReturnType<typeof createAnalytics>;

/** Counts over what is saved. What was counted is kept until something changes in the sessions that it is about. */
export function createAnalytics({ reading, clock }: { reading: Reading; clock: Clock }) {
  const { db } = reading;
  const cached = createCache((visible) => repo.newestOf(db, visible));

  async function overview(visible: Visible) {
    const [seen, contacts, memberships, grabs, people] = [
      await repo.seenSessions(db, visible),
      await repo.contactFigures(db, visible),
      await repo.membershipFigures(db, visible),
      await repo.lastFullGrabs(db, visible),
      await repo.countPeople(db, visible),
    ];
    const sessions = seen.map(({ session_id, name: session_name }) => {
      const found = [...contacts, ...memberships].filter((row) => row['session_id'] === session_id);
      const row = Object.assign({}, ...found) as Record<string, unknown>;
      const counts = Object.fromEntries(counted.map((name) => [name, Number(row[name] ?? 0)])) as Counts;
      return { session_id, session_name, ...counts, last_full_grab_at: grabs.get(session_id) ?? null };
    });
    // No grab ever reads those that hold imports only.
    const imports = new Set(seen.filter(({ engine }) => engine === 'none').map(({ session_id }) => session_id));
    return { sessions, people, imports };
  }

  async function growth(visible: Visible, wish: DaysWish) {
    const { from, to, days, dayOf, since, until } = daysOf(wish, clock.now());
    const byDay = new Map(days.map((day) => [day, quietDay(day)]));
    for (const { hour, entity, kind, total } of await repo.countHours(reading, visible, since, until)) {
      const day = byDay.get(dayOf(Date.parse(`${hour}:00:00Z`)));
      const column = growthColumns[`${entity} ${kind}`];
      if (day && column) day[column] += Number(total);
    }
    return { from, to, timezone: wish.timezone, days: [...byDay.values()] };
  }

  async function operators(visible: Visible) {
    const byOperator = new Map<string | null, { prefix: string; contacts: number }[]>();
    for (const row of await repo.countPrefixes(db, visible)) {
      const digits = String(row['prefix']);
      const list = byOperator.get(operatorOf(digits)) ?? [];
      byOperator.set(operatorOf(digits), list);
      list.push({ prefix: `0${digits.slice(2)}`, contacts: Number(row['contacts']) });
    }
    const found = [...byOperator].map(([operator, prefixes]) => ({
      operator,
      contacts: prefixes.reduce((sum, { contacts }) => sum + contacts, 0),
      prefixes: prefixes.sort((a, b) => (a.prefix < b.prefix ? -1 : 1)),
    }));
    return { operators: found.sort((a, b) => b.contacts - a.contacts) };
  }

  async function groups(visible: Visible, limit: number) {
    const names = await repo.sessionNames(db, visible);
    const largest = await repo.largestGroups(db, visible, limit);
    const found = [];
    for (const group of largest) {
      const members = await repo.membersOf(db, group);
      const members_not_saved = members.filter((each) => !each.in_address_book && !each.is_me).length;
      found.push({ ...group, session_name: names.get(group.session_id) ?? '', members_not_saved });
    }
    return { groups: found };
  }

  async function overlap(visible: Visible, limit: number) {
    const largest = await repo.largestGroups(db, visible, limit);
    const people: Set<string>[] = [];
    for (const group of largest) people.push(new Set((await repo.membersOf(db, group)).map((each) => each.person_key)));
    const pairs = largest.flatMap((a, first) =>
      largest.slice(first + 1).map((b, offset) => {
        const [one, other] = [people[first] ?? new Set(), people[first + 1 + offset] ?? new Set()];
        return { a: a.id, b: b.id, shared: [...one].filter((key) => other.has(key)).length };
      }),
    );
    return { groups: largest, pairs: pairs.filter(({ shared }) => shared > 0).sort((a, b) => b.shared - a.shared) };
  }

  return {
    async overview(visible: Visible) {
      const { sessions, people, imports } = await cached('overview', visible, '', () => overview(visible));
      const aged = sessions.map((session) => ({ ...session, ...ageOf(session.last_full_grab_at, clock.now()) }));
      return { all: { ...totalOf(aged, imports), people, sessions: aged.length }, sessions: aged };
    },
    growth: (visible: Visible, wish: DaysWish) =>
      cached('growth', visible, JSON.stringify([wish, daysOf(wish, clock.now()).to]), () => growth(visible, wish)),
    countries: (visible: Visible) =>
      cached('countries', visible, '', async () => ({
        countries: (await repo.countCountries(db, visible)).map(({ country, contacts }) => ({
          country: country as string | null,
          contacts: Number(contacts),
        })),
      })),
    operators: (visible: Visible) => cached('operators', visible, '', () => operators(visible)),
    groups: (visible: Visible, limit: number) => cached('groups', visible, String(limit), () => groups(visible, limit)),
    overlap: (visible: Visible, limit: number) =>
      cached('overlap', visible, String(limit), () => overlap(visible, limit)),
    async grabs(visible: Visible, wish: DaysWish) {
      const range = daysOf(wish, clock.now());
      const rows = await repo.endedGrabs(db, visible, range.since, range.until);
      return { timezone: wish.timezone, ...grabFigures(rows, range, await repo.sessionNames(db, visible)) };
    },
  };
}

type Aged = Pick<AnalyticsFigures, 'last_full_grab_age_hours'>;

function ageOf(at: string | null, now: number): Aged {
  const hours = at === null ? null : Math.round((now - Date.parse(at)) / (hourMs / 10)) / 10;
  return { last_full_grab_age_hours: hours };
}

type Told = Counts & Aged & { session_id: string; last_full_grab_at: string | null };

/** The oldest of the last full grabs: the whole is as fresh as its oldest part. */
function totalOf(sessions: Told[], imports: Set<string>): AnalyticsFigures {
  const counts = Object.fromEntries(
    counted.map((name) => [name, sessions.reduce((sum, session) => sum + session[name], 0)]),
  ) as Counts;
  const grabbed = sessions.filter(({ session_id }) => !imports.has(session_id));
  const oldest = grabbed.toSorted((a, b) => ((a.last_full_grab_at ?? '') < (b.last_full_grab_at ?? '') ? -1 : 1))[0];
  const { last_full_grab_at = null, last_full_grab_age_hours = null } = oldest ?? {};
  return { ...counts, last_full_grab_at, last_full_grab_age_hours };
}

const growthColumns: Record<string, Exclude<keyof GrowthDay, 'day'>> = {
  'contact created': 'contacts_new',
  'contact updated': 'contacts_changed',
  'contact removed': 'contacts_lost',
  'contact erased': 'contacts_lost',
  'contact merged': 'contacts_merged',
  'contact restored': 'contacts_restored',
  'group created': 'groups_new',
  'group removed': 'groups_lost',
  'membership joined': 'members_joined',
  'membership left': 'members_left',
};

function quietDay(day: string): GrowthDay {
  const nothing = Object.fromEntries(Object.values(growthColumns).map((name) => [name, 0]));
  return { day, ...nothing } as GrowthDay;
}
