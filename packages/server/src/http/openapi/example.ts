type Schema = Record<string, unknown>;

/** Values that a reader recognises, by the name of the field. */
const known: Record<string, unknown> = {
  session_id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  sessionId: 'toko-budi',
  session_name: 'Toko Budi',
  name: 'Budi Santoso',
  saved_name: 'Budi Santoso',
  pushname: 'budi',
  push_name: 'budi',
  username: 'budi',
  phone_number: '6281234567890',
  phoneNumber: '6281234567890',
  phone: '6281234567890',
  number: '6281234567890',
  contact_id: '6281234567890@s.whatsapp.net',
  country_code: 'ID',
  desc: 'Arisan tiap Jumat',
  description: 'Arisan tiap Jumat',
  qr_code: 'data:image/png;base64,iVBORw0KGgo=',
  qrCode: 'data:image/png;base64,iVBORw0KGgo=',
  pairing_code: 'ABCD-1234',
  pairing_code_raw: 'ABCD1234',
  next_cursor: null,
  engine: 'baileys',
  openapi: '3.1.0',
  api: '/api/sessions',
  health: '/health',
  grab_id: 7,
  uptime_seconds: 3600,
  ids: '1,2',
  entity: 'contact',
  kind: 'created',
  default_country: 'ID',
};

const byFormat: Record<string, string> = {
  date: '2026-01-15',
  'date-time': '2026-01-15T10:30:00.000Z',
  uri: 'http://127.0.0.1:3000',
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
};

/** A value that fits the schema, the same each time. `fixed` fields win wherever they stand. */
export function exampleOf(schema: Schema, components: Record<string, Schema>, fixed: Schema = {}, name = ''): unknown {
  const again = (part: Schema, field: string) => exampleOf(part, components, fixed, field);
  const reference = schema['$ref'];
  if (typeof reference === 'string') return again(components[reference.split('/').at(-1) ?? ''] ?? {}, name);
  const parts = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (name in fixed && accepts(schema, parts, fixed[name])) return fixed[name];
  for (const given of [schema['const'], (schema['examples'] as unknown[] | undefined)?.[0], schema['default']]) {
    if (given !== undefined) return given;
  }
  if (schema['enum']) return (schema['enum'] as unknown[])[0];
  if (name in known && accepts(schema, parts, known[name])) return known[name];
  if (parts) return again(parts.find((part) => part['type'] === 'null') ?? parts[0] ?? {}, name);
  return byType(schema, again, name);
}

function byType(schema: Schema, again: (part: Schema, field: string) => unknown, name: string): unknown {
  switch (typeOf(schema)) {
    case 'object': {
      const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      return Object.fromEntries(fields.map(([field, part]) => [field, again(part, field)]));
    }
    case 'array':
      return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, () =>
        again((schema['items'] ?? {}) as Schema, name.replace(/s$/, '')),
      );
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return byFormat[String(schema['format'])] ?? 'abc'.padEnd(Number(schema['minLength'] ?? 0), 'x');
    default:
      return null;
  }
}

function typeOf({ type }: Schema): unknown {
  return Array.isArray(type) ? type[0] : type;
}

function accepts(schema: Schema, parts: Schema[] | undefined, value: unknown): boolean {
  if (parts) return parts.some((part) => accepts(part, undefined, value));
  const wanted = value === null ? 'null' : typeof value === 'number' ? 'integer' : typeof value;
  if (schema['enum'] || schema['const'] !== undefined) return false;
  return Array.isArray(schema['type']) ? schema['type'].includes(wanted) : schema['type'] === wanted;
}
