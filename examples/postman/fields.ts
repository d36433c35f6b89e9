/** Field names with their types: `string`, `number`, `boolean`, `array`, `object`, with `?` where null may stand. */
export type Fields = Record<string, string>;

/** Lines that check that `value` has exactly these fields at least, of these types. */
export function shape(value: string, fields: Fields): string[] {
  return [
    `const typeOf = (each) => (each === null ? 'null' : Array.isArray(each) ? 'array' : typeof each);`,
    `for (const [field, type] of Object.entries(${JSON.stringify(fields)})) {`,
    `  const given = typeOf((${value})[field]);`,
    `  const wanted = type.endsWith('?') ? [type.slice(0, -1), 'null'] : [type];`,
    "  pm.expect(wanted, field + ' is ' + given).to.include(given);",
    '}',
  ];
}

const outcome: Fields = {
  session_id: 'string',
  session_name: 'string',
  saved_count: 'number',
  updated_count: 'number',
  grabbed_at: 'string',
};
/** The answers that callers of the old application know; see docs/migrating-from-laravel.md. */
export const oldFields = {
  session: {
    id: 'number',
    session_id: 'string',
    name: 'string',
    phone_number: 'string?',
    status: 'string',
    qr_code: 'string?',
    is_active: 'boolean',
    last_activity: 'string?',
    device_info: 'object?',
    created_at: 'string',
    updated_at: 'string',
  },
  status: { session_id: 'string', status: 'string', phone_number: 'string?' },
  grabGroups: { ...outcome, total_groups: 'number', groups: 'array' },
  grabContacts: { ...outcome, total_contacts: 'number', contacts: 'array' },
  grabAll: { ...outcome, total_groups: 'number', groups: 'array', total_contacts: 'number', contacts: 'array' },
  group: {
    id: 'string',
    name: 'string?',
    desc: 'string?',
    participants_count: 'number',
    is_admin: 'boolean',
    profile_picture: 'string?',
    participants: 'array',
  },
  contact: {
    id: 'string',
    name: 'string?',
    phone: 'string?',
    pushname: 'string?',
    is_admin: 'boolean',
    profile_picture: 'string?',
  },
  saved: {
    session_id: 'string',
    session_name: 'string',
    type: 'string',
    total_contacts: 'number',
    contacts: 'array',
  },
  row: {
    id: 'number',
    session_id: 'string',
    contact_id: 'string',
    name: 'string?',
    phone_number: 'string?',
    type: 'string',
    group_id: 'string?',
    group_name: 'string?',
    group_description: 'string?',
    group_participants_count: 'number?',
    is_admin: 'boolean',
    profile_picture: 'string?',
    status: 'string',
    grabbed_at: 'string?',
    created_at: 'string',
    updated_at: 'string',
  },
  deleted: { session_id: 'string', session_name: 'string', deleted_count: 'number' },
} satisfies Record<string, Fields>;
