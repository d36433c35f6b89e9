import type { Contact } from '@grabber/contract';
import type { Texts } from './texts.ts';

/** One account's line of the report, with the field names that scripts read. */
export type SessionReport = {
  session_id: string;
  name: string;
  status: string;
  total_groups: number;
  total_contacts: number;
  /** Rows that are new: groups and individuals, members of groups included. */
  saved_count: number;
  updated_count: number;
  memberships: number;
  errors: unknown[];
};

export type Counts = { groups: number; contacts: number; memberships: number };

export type DemoReport = { sessions: SessionReport[]; world: Counts; elapsed_ms: number };

/** Sums what the sessions found, to compare with the world. */
function found(report: DemoReport): Counts {
  const sum = (field: 'total_groups' | 'total_contacts' | 'memberships') =>
    report.sessions.reduce((total, session) => total + session[field], 0);
  return { groups: sum('total_groups'), contacts: sum('total_contacts'), memberships: sum('memberships') };
}

/** Whether every account is connected, nothing failed and every count equals the world's. */
export function agrees(report: DemoReport): boolean {
  const counts = found(report);
  const healthy = report.sessions.every((session) => session.status === 'connected' && session.errors.length === 0);
  return (
    healthy &&
    counts.groups === report.world.groups &&
    counts.contacts === report.world.contacts &&
    counts.memberships === report.world.memberships
  );
}

/** The report as text for people. */
export function readable(report: DemoReport, sample: Contact[], text: Texts): string {
  const rows = report.sessions.map((session) => [
    session.name,
    session.status,
    session.total_groups,
    session.total_contacts,
    session.memberships,
    session.saved_count,
    session.errors.length,
  ]);
  const verdict = agrees(report)
    ? text.matches
    : `${text.differs} ${JSON.stringify({ found: found(report), world: report.world })}`;
  return [
    `\n${text.summary}`,
    ...table([text.columns, ...rows]),
    `\n${text.sample}`,
    ...table(sample.map((row) => cells(row, text))),
    `\n${verdict}`,
  ].join('\n');
}

function cells(row: Contact, text: Texts): string[] {
  const source = row.in_address_book ? text.addressBook : row.group_name ? text.group(row.group_name) : text.chat;
  const phone = row.phone_number ? `+${row.phone_number}` : text.hidden;
  return [row.name ?? text.unnamed, phone, row.country_code ?? '--', source];
}

function table(rows: (string | number)[][]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => short(row[column]).length));
  return rows.map((row) => `  ${row.map((cell, column) => short(cell).padEnd(width(column))).join('  ')}`);
}

/** Names come from strangers: no control characters on a terminal, and no line that is all name. */
function short(cell: string | number | undefined): string {
  const text = String(cell ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  const characters = [...text];
  return characters.length > 32 ? `${characters.slice(0, 31).join('')}…` : text;
}
