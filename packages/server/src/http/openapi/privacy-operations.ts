import type { Operations } from './operation.ts';

const unbound = 'Not for keys bound to named sessions.';

export const privacyOperations: Operations = {
  'POST /api/erasures/preview': {
    id: 'previewErasure',
    tag: 'Privacy',
    summary: 'What erasing a person would remove',
    description: `Nothing is changed. ${unbound}`,
    says: 'erasure_previewed',
  },
  'POST /api/erasures': {
    id: 'erasePerson',
    tag: 'Privacy',
    summary: 'Erase a person everywhere',
    description: `By number or hidden id: rows in all sessions, memberships, history, labels, what the engine keeps, and the files of all exports. The log keeps that a row is gone, not whose. Backups made before keep what they hold; the receipt names them. Without \`opt_out\` the next grab may bring the person back. ${unbound}`,
    says: 'person_erased',
  },
  'GET /api/erasures': {
    id: 'listErasures',
    tag: 'Privacy',
    summary: 'List the receipts of erasures, newest first',
    description: unbound,
    says: 'erasures_listed',
    errors: ['cursor_invalid'],
  },
  'GET /api/opt-outs': {
    id: 'listOptOuts',
    tag: 'Privacy',
    summary: 'List who opted out, newest first',
    description: 'Digests and masked hints only. A bound key sees the entries of its sessions.',
    says: 'opt_outs_listed',
    errors: ['cursor_invalid'],
  },
  'POST /api/opt-outs': {
    id: 'addOptOut',
    tag: 'Privacy',
    summary: 'Let a person opt out',
    description:
      'They stay visible, marked, and in no export; with `erase_on_sight` no grab or import stores them again. Adding somebody twice changes nothing.',
    says: 'opt_out_added',
    errors: ['session_not_found'],
  },
  'DELETE /api/opt-outs/:id': {
    id: 'removeOptOut',
    tag: 'Privacy',
    summary: 'Take an opt-out back',
    says: 'opt_out_removed',
    errors: ['opt_out_not_found'],
  },
  'POST /api/personal-data': {
    id: 'copyPersonalData',
    tag: 'Privacy',
    summary: 'Copy everything that is held on one person',
    description: `To be handed over to who asks for it. Needs \`contacts:read\` too. ${unbound}`,
    says: 'personal_data_copied',
  },
};
