import { unixSeconds } from '../clock.ts';
import type { Core } from '../connection/core.ts';
import type { Phone } from '../phone/phone.ts';
import { node, type WireNode } from '../wire/node.ts';
import type { Group, Person } from '../world/types.ts';

/** Sends every linked device of the phone a notification; devices that are away get it at their next login. */
export function notifyDevices(
  { clock }: Core,
  phone: Phone,
  attrs: { type: string; from: string } & Record<string, string | undefined>,
  content: WireNode[],
): void {
  for (const { outbox } of phone.devices) {
    outbox.push(node('notification', { ...attrs, id: phone.nextStanzaId(), t: unixSeconds(clock) }, content));
  }
}

/** The phones whose owner is in the group now. */
export function phonesIn({ phones }: Core, group: Group): Phone[] {
  return phones.filter(({ account }) => isMember(group, account.person));
}

/** Whether the person is in the group now. */
export function isMember(group: Group, person: Person): boolean {
  return group.members.some((member) => member.person === person);
}
