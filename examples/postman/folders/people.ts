import { folder, refused, type Step } from '../step.ts';

const owner = { username: 'contoh.pemilik', password: 'kata sandi yang panjang' };
const invalid = { status: 422, code: 'validation_failed' } as const;
const signIn: Step = { name: 'The owner signs in', status: 200, as: 'person', body: owner };

export const people = [
  folder(
    'GET /api/setup',
    { name: 'Whether somebody must create the owner', status: 200, as: 'nobody' },
    { name: 'It can only be asked', status: 404, method: 'DELETE', code: 'not_found' },
  ),
  folder(
    'POST /api/setup',
    {
      name: 'A wrong token creates nobody',
      status: 403,
      as: 'nobody',
      body: { ...owner, name: 'Pemilik', setup_token: 'wrong' },
      code: 'token_invalid',
    },
    {
      name: 'The token of the first start creates the owner',
      status: 201,
      as: 'nobody',
      body: { ...owner, name: 'Pemilik', setup_token: '{{setup_token}}' },
      keep: { owner_id: 'data.person.id' },
    },
  ),
  folder('POST /api/sign-in', signIn, {
    name: 'A wrong password does not',
    status: 401,
    as: 'person',
    body: { ...owner, password: 'wrong' },
    code: 'sign_in_failed',
  }),
  folder(
    'GET /api/me',
    {
      name: 'Who is signed in',
      status: 200,
      as: 'person',
      checks: { 'is the owner': [`pm.expect(data.role).to.equal('owner');`] },
    },
    refused,
  ),
  folder(
    'GET /api/me/sign-ins',
    {
      name: 'Where the owner is signed in',
      status: 200,
      as: 'person',
      keep: { sign_in_id: 'data.sign_ins.find((each) => !each.current).id' },
    },
    refused,
  ),
  folder(
    'DELETE /api/me/sign-ins/{id}',
    { name: 'One of them ends', status: 200, as: 'person', path: '/api/me/sign-ins/{{sign_in_id}}' },
    {
      name: 'It is not there any more',
      status: 404,
      as: 'person',
      path: '/api/me/sign-ins/{{sign_in_id}}',
      code: 'sign_in_not_found',
    },
  ),
  folder(
    'POST /api/me/password',
    {
      name: 'A new password',
      status: 200,
      as: 'person',
      body: { current_password: owner.password, new_password: `${owner.password} 2` },
    },
    {
      name: 'The old one is not valid any more',
      status: 403,
      as: 'person',
      body: { current_password: owner.password, new_password: `${owner.password} 3` },
      code: 'password_wrong',
    },
  ),
  folder(
    'POST /api/invitations',
    {
      name: 'Invite a viewer',
      status: 201,
      body: { role: 'viewer' },
      keep: { invitation_token: 'data.token' },
    },
    {
      name: 'Invite somebody else',
      status: 201,
      body: { role: 'operator' },
      keep: { invitation_id: 'data.invitation.id' },
    },
    { name: 'There is no such role', ...invalid, body: { role: 'king' } },
  ),
  folder('GET /api/invitations', { name: 'All invitations', status: 200 }, refused),
  folder(
    'DELETE /api/invitations/{id}',
    { name: 'One is taken back', status: 200, path: '/api/invitations/{{invitation_id}}' },
    {
      name: 'There is no such invitation',
      status: 404,
      path: '/api/invitations/999999',
      code: 'invitation_not_found',
    },
  ),
  folder('DELETE /api/me/sign-ins', { name: 'All other sign-ins end', status: 200, as: 'person' }, refused),
  folder('POST /api/sign-out', { name: 'The owner leaves', status: 200, as: 'person' }, refused),
  folder(
    'POST /api/invitations/accept',
    {
      name: 'A token that nobody gave out',
      status: 403,
      as: 'person',
      body: { token: 'wrong', username: 'contoh.tamu', name: 'Tamu', password: 'kata sandi tamu' },
      code: 'token_invalid',
    },
    {
      name: 'The viewer joins',
      status: 201,
      as: 'person',
      body: { token: '{{invitation_token}}', username: 'contoh.tamu', name: 'Tamu', password: 'kata sandi tamu' },
      keep: { person_id: 'data.person.id' },
    },
  ),
  folder('GET /api/people', { name: 'Everybody', status: 200 }, refused),
  folder(
    'PATCH /api/people/{id}',
    {
      name: 'The viewer becomes an operator',
      status: 200,
      path: '/api/people/{{person_id}}',
      body: { role: 'operator' },
      checks: { 'which is told': [`pm.expect(data.person.role).to.equal('operator');`] },
    },
    { name: 'There is no such role', ...invalid, path: '/api/people/{{person_id}}', body: { role: 'king' } },
    {
      name: 'There must always be an owner',
      status: 409,
      path: '/api/people/{{owner_id}}',
      body: { role: 'viewer' },
      code: 'last_owner',
    },
  ),
  folder(
    'DELETE /api/people/{id}/sign-ins',
    { name: 'Sign somebody out everywhere', status: 200, path: '/api/people/{{person_id}}/sign-ins' },
    { ...refused, path: '/api/people/{{person_id}}/sign-ins' },
  ),
  folder(
    'DELETE /api/people/{id}',
    { name: 'Somebody leaves for good', status: 200, path: '/api/people/{{person_id}}' },
    {
      name: 'There is nobody with that number',
      status: 404,
      path: '/api/people/{{person_id}}',
      code: 'person_not_found',
    },
  ),
];
