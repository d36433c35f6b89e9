import { folder, refused, type Step } from '../step.ts';

const phone = '0812-9999-0000';
const notAPhone: Step = {
  name: 'That is no phone number',
  status: 422,
  body: { phone: 'bukan nomor' },
  code: 'validation_failed',
};

export const privacy = [
  folder(
    'POST /api/personal-data',
    {
      name: 'A copy of everything held on one person',
      status: 200,
      body: { phone },
      checks: { 'the number was understood': [`pm.expect(data.personal_data.phones).to.eql(['6281299990000']);`] },
    },
    notAPhone,
  ),
  folder(
    'POST /api/opt-outs',
    {
      name: 'Somebody opts out',
      status: 201,
      body: { phone },
      keep: { id: 'data.opt_out.id' },
      checks: { 'no number is kept': [`pm.expect(JSON.stringify(answer)).not.to.include('81299990000');`] },
    },
    notAPhone,
  ),
  folder('GET /api/opt-outs', { name: 'Who opted out', status: 200 }, refused),
  folder(
    'DELETE /api/opt-outs/{id}',
    { name: 'Back in', status: 200 },
    { name: 'It cannot be taken back twice', status: 404, code: 'opt_out_not_found' },
  ),
  folder('POST /api/erasures/preview', { name: 'What would go', status: 200, body: { phone } }, notAPhone),
  folder(
    'POST /api/erasures',
    {
      name: 'Erase a person, with a receipt',
      status: 201,
      body: { phone },
      checks: { 'the receipt names nobody': [`pm.expect(JSON.stringify(answer)).not.to.include('81299990000');`] },
    },
    notAPhone,
  ),
  folder('GET /api/erasures', { name: 'The receipts', status: 200 }, refused),
];
