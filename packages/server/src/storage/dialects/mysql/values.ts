import type { TypeCastField as Field, TypeCastNext as Next } from 'mysql2';
import { kindOf } from '../../columns.ts';

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A parameter as the server wants it: it takes neither the T and Z of an ISO time nor a bare Uint8Array. */
export function toMysql(value: unknown): unknown {
  if (typeof value === 'string') return isoInstant.test(value) ? toMysqlTime(value) : value;
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return value;
}

/** A parameter for this column; text stays as it is even where it looks like a time. */
export function toMysqlColumn(column: string, value: unknown): unknown {
  if (value === undefined) return null;
  return kindOf(column) === 'text' ? value : toMysql(value);
}

/** The values of a row as the schema promises them; `next` is what mysql2 would have given. */
export function fromMysql(field: Field, next: Next): unknown {
  switch (field.type) {
    case 'TINY':
      return field.length === 1 ? toBoolean(next()) : next();
    case 'DATETIME':
    case 'TIMESTAMP':
      return toIso(field.string());
    case 'BLOB':
      return kindOf(field.name) === 'json' ? parseJson(field.string()) : next();
    default:
      return next();
  }
}

function toMysqlTime(iso: string): string {
  return iso.slice(0, -1).replace('T', ' ');
}

function toBoolean(value: unknown): boolean | null {
  return value === null ? null : value !== 0;
}

function toIso(text: string | null): string | null {
  if (text === null) return null;
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, 23).padEnd(3, '0')}Z`;
}

/** MariaDB's JSON is text; its text itself, since mysql2 parses what newer servers mark as JSON and gives a string of JSON as a bare one. */
function parseJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
