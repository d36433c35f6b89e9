import type { Change } from '@grabber/contract';
import type { ChangeText } from './texts.ts';

const fields = [
  'name',
  'alias',
  'email',
  'company',
  'note',
  'phone_number',
  'lid',
  'saved_name',
  'push_name',
  'verified_name',
  'chat_name',
  'in_address_book',
  'has_chat',
  'seen_in_group',
  'is_business',
  'status',
  'opted_out',
  'deleted_at',
  'tags',
  'role',
  'group_description',
  'country_code',
  'is_admin',
  'contact_id',
  'profile_picture',
] as const;
const roles = ['member', 'admin', 'superadmin'] as const;
const states = [
  'active',
  'inactive',
  'blocked',
  'queued',
  'running',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'connecting',
  'qr_ready',
  'authenticated',
  'connected',
  'disconnected',
  'auth_failed',
  'error',
] as const;
const longest = 120;
/** A code beside the status, which says the same in words. */
const codeField = 'status_reason';
const timeLook = { dateStyle: 'medium', timeStyle: 'short' } as const;
const iso = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Whom or what it is about. */
export function changeSubject({ entity, entity_id, name }: Change, t: ChangeText): string {
  if (name) return name;
  return entity === 'grab' ? t('grab_no', { id: entity_id }) : t('nameless', { id: entity_id });
}

/** What happened, in a few words. */
export function changeTitle({ entity, kind, group_name, fields: changed }: Change, t: ChangeText): string {
  if (entity !== 'membership') return t(kind);
  const group = group_name ?? t('unknown_group');
  if (kind === 'joined') return t('joined_group', { group });
  if (kind === 'left') return t('left_group', { group });
  const role = changed?.['role']?.[1];
  return t('role_in_group', { group, role: valueWords(role, t) });
}

/** What became of each field, "Nama: Budi → Budi Santoso"; nothing where the title says it all. */
export function changeDetails({ entity, kind, fields: changed }: Change, t: ChangeText, locale = 'id'): string[] {
  if (!changed || entity === 'membership' || kind === 'merged') return [];
  const told = Object.entries(changed).filter(([field]) => field !== codeField);
  return told.map(([field, [from, to]]) =>
    t('from_to', { field: fieldWords(field, t), from: valueWords(from, t, locale), to: valueWords(to, t, locale) }),
  );
}

function fieldWords(field: string, t: ChangeText): string {
  const known = fields.find((one) => one === field);
  return known ? t(`f_${known}`) : field;
}

function valueWords(value: unknown, t: ChangeText, locale = 'id'): string {
  if (Array.isArray(value)) return valueWords(value.join(', '), t, locale);
  if (value === null || value === undefined || value === '') return t('nothing');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  const role = roles.find((one) => one === value);
  if (role) return t(role);
  const state = states.find((one) => one === value);
  if (state) return t(`s_${state}`);
  if (typeof value === 'string' && iso.test(value)) return new Date(value).toLocaleString(locale, timeLook);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

/** Who or what made it; `me` is the number of the person who reads this. */
export function sourceWords(source: string, t: ChangeText, me?: number): string {
  const [kind, id = '', rest] = source.split(':');
  switch (kind) {
    case 'grab':
      return t('by_grab', { id });
    case 'live':
      return t('by_live');
    case 'job':
      return t('by_job', { id });
    case 'import':
      return t('by_import', { id });
    case 'user':
      if (id === 'person' && me !== undefined && rest === String(me)) return t('by_you');
      return t(id === 'person' ? 'by_person' : 'by_key') + (rest ? ` #${rest}` : '');
    default:
      return t('by_system');
  }
}
