import type { PersonRef } from '@grabber/contract';
import { normalisePhone } from '../address-files/index.ts';
import type { PersonIds } from '../opt-outs/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { InvalidRequest } from './validation.ts';

/** Whom a request is about: the digits of a phone as people type it, or of a hidden id. */
export async function personOf({ phone, lid }: PersonRef, settings: Pick<SettingsStore, 'read'>): Promise<PersonIds> {
  if (lid !== undefined) return { phone: null, lid: lid.replace(/@lid$/, '') };
  const { default_country } = await settings.read();
  const read = normalisePhone(phone ?? '', default_country as Parameters<typeof normalisePhone>[1]);
  const digits = read.digits ?? digitsAsWritten(phone ?? '');
  if (digits !== null) return { phone: digits, lid: null };
  const path = ['phone'];
  const issue: ConstructorParameters<typeof InvalidRequest>[0][number] = {
    code: 'invalid_format',
    format: 'e164',
    path,
    message: 'no phone number',
    input: phone ?? '',
  };
  throw new InvalidRequest([issue]);
}

/** WhatsApp knows numbers that no numbering plan has any more; whoever has one may still ask for what is kept of them. */
function digitsAsWritten(phone: string): string | null {
  const digits = phone.replace(/[\s().-]/g, '').replace(/^\+/, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null;
}
