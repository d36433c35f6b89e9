import { folder, gone, refused } from '../step.ts';

const fromIndonesia = { filter: { any: [{ all: [{ field: 'country', in: ['ID'] }] }] } };

/** After `care`: there is a tag, and `looking` has kept two contacts. */
export const rulesAndMerges = [
  folder(
    'POST /api/tag-rules',
    {
      name: 'Everybody from Indonesia gets the tag',
      status: 201,
      body: { name: 'Indonesia', tag_id: '{{#tag_id}}', query: fromIndonesia },
      keep: { rule_id: 'data.tag_rule.id' },
    },
    { name: 'Not without a query', status: 422, body: { name: 'Kosong', tag_id: 1 }, code: 'validation_failed' },
  ),
  folder('GET /api/tag-rules', { name: 'All rules', status: 200 }, refused),
  folder(
    'PATCH /api/tag-rules/{id}',
    { name: 'The rule rests', status: 200, path: '/api/tag-rules/{{rule_id}}', body: { enabled: false } },
    gone('/api/tag-rules/999999', 'tag_rule_not_found', { body: { enabled: false } }),
  ),
  folder(
    'POST /api/tag-rules/{id}/run',
    { name: 'The rule is run over everything: a job', status: 202, path: '/api/tag-rules/{{rule_id}}/run', body: {} },
    gone('/api/tag-rules/999999/run', 'tag_rule_not_found', { body: {} }),
  ),
  folder(
    'DELETE /api/tag-rules/{id}',
    { name: 'The rule is deleted, tags that it gave stay', status: 200, path: '/api/tag-rules/{{rule_id}}' },
    gone('/api/tag-rules/{{rule_id}}', 'tag_rule_not_found'),
  ),
  folder(
    'DELETE /api/tags/{id}',
    { name: 'The tag is deleted, and what went with it is told', status: 200, path: '/api/tags/{{tag_id}}' },
    gone('/api/tags/{{tag_id}}', 'tag_not_found'),
  ),
  folder('POST /api/duplicates/scan', { name: 'Looks for duplicates: a job', status: 202, body: {} }, refused),
  folder('GET /api/duplicates', { name: 'Proposals', status: 200 }, refused),
  folder(
    'POST /api/duplicates/{id}/merge',
    gone('/api/duplicates/999999/merge', 'duplicate_not_found', { body: { keep_contact_id: 1 } }),
  ),
  folder(
    'POST /api/duplicates/{id}/dismiss',
    gone('/api/duplicates/999999/dismiss', 'duplicate_not_found', { body: {} }),
  ),
  folder(
    'POST /api/merges',
    {
      name: 'Two contacts are one person',
      status: 201,
      body: { contact_ids: ['{{#contact_id}}', '{{#other_contact_id}}'], keep_contact_id: '{{#contact_id}}' },
      keep: { merge_id: 'data.merge.id' },
    },
    {
      name: 'One alone cannot be merged',
      status: 422,
      body: { contact_ids: [1], keep_contact_id: 1 },
      code: 'validation_failed',
    },
  ),
  folder('GET /api/merges', { name: 'What was merged', status: 200 }, refused),
  folder(
    'POST /api/merges/{id}/undo',
    { name: 'They part again', status: 200, path: '/api/merges/{{merge_id}}/undo', body: {} },
    gone('/api/merges/999999/undo', 'merge_not_found', { body: {} }),
  ),
];
