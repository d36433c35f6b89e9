import { z } from 'zod';
import {
  analyticsCountries,
  analyticsDaysQuery,
  analyticsGrabs,
  analyticsGroups,
  analyticsGrowth,
  analyticsOperators,
  analyticsOverlap,
  analyticsOverview,
  analyticsQuery,
  analyticsTopQuery,
} from '../analytics.ts';
import { done } from '../answers.ts';
import { auditList, auditQuery } from '../audit.ts';
import { backupCheckAnswer, backupList, backupsQuery } from '../backups.ts';
import { bulkPreview, bulkPreviewRequest, bulkRequest } from '../bulk.ts';
import {
  changesAnswer,
  changesQuery,
  comparisonAnswer,
  comparisonQuery,
  latestChangesQuery,
  timelineAnswer,
  timelineQuery,
} from '../changes.ts';
import { contactAnswer, contactFacetsAnswer, contactList, contactListQuery, facetsQuery } from '../contact-lists.ts';
import { contactsAnswer, contactsDeleted, contactsPage, contactsQuery } from '../contacts.ts';
import {
  duplicateAnswer,
  duplicateList,
  duplicateMerge,
  duplicatesQuery,
  mergeAnswer,
  mergeList,
  mergesQuery,
  mergeUndone,
  newMerge,
} from '../duplicates.ts';
import { exportColumnList, exportPreview, newExport } from '../exports.ts';
import { grabAllAnswer, grabContactsAnswer, grabGroupsAnswer } from '../grab-answers.ts';
import { grabAnswer, grabErrorList, grabErrorsQuery, grabList, grabsQuery, grabWithErrors, newGrab } from '../grabs.ts';
import {
  groupAnswer,
  groupList,
  groupMembers,
  groupOverlap,
  groupsQuery,
  membersQuery,
  overlapQuery,
} from '../groups.ts';
import { engineStatus, health } from '../health.ts';
import { importAnswer, importChange, importList, importRowList, importRowsQuery, importsQuery } from '../imports.ts';
import { jobAnswer, jobItemList, jobItemsQuery, jobList, jobsQuery } from '../jobs.ts';
import { apiKeyCreated, apiKeyList, apiKeyRotated, apiKeysQuery, keyRotation, newApiKey } from '../keys.ts';
import { newStaticList, staticListAnswer, staticListChange, staticLists } from '../lists.ts';
import { contactChange } from '../own-fields.ts';
import { pairingCodeAnswer, pairingCodeRequest, qrAnswer } from '../pairing.ts';
import {
  acceptRequest,
  invitationCreated,
  invitationList,
  invitationsQuery,
  me,
  newInvitation,
  passwordChange,
  peopleQuery,
  personAnswer,
  personChange,
  personList,
  setupRequest,
  setupState,
  signedIn,
  signInList,
  signInRequest,
  signInsEnded,
} from '../people.ts';
import {
  erasureAnswer,
  erasureList,
  erasurePreviewAnswer,
  erasuresQuery,
  newErasure,
  newOptOut,
  optOutAnswer,
  optOutList,
  optOutsQuery,
  personalDataAnswer,
  personRef,
} from '../privacy.ts';
import { scheduleAnswer, scheduleSettings } from '../schedules.ts';
import { newSegment, segmentAnswer, segmentChange, segmentList, segmentsQuery } from '../segments.ts';
import {
  newSession,
  sessionAnswer,
  sessionCreated,
  sessionList,
  sessionMoved,
  sessionStatusAnswer,
  sessionsQuery,
} from '../sessions.ts';
import { settingsAnswer, settingsChange } from '../settings.ts';
import { newTagRule, tagRuleAnswer, tagRuleChange, tagRuleList } from '../tag-rules.ts';
import { contactTags, newTag, tagAnswer, tagChange, tagDeleted, tagList } from '../tags.ts';
import {
  deliveriesQuery,
  deliveryAnswer,
  deliveryList,
  newWebhook,
  webhookAnswer,
  webhookChange,
  webhookCreated,
  webhookList,
  webhookReplay,
  webhookRotated,
  webhookRotation,
  webhooksQuery,
} from '../webhooks.ts';

/** Every route of the application API that answers with JSON: what may be sent, and what success looks like. */
export const routes = {
  'GET /health': { answer: health },
  'GET /api/engine-status': { answer: engineStatus },

  'GET /api/sessions': { query: sessionsQuery, answer: sessionList },
  'GET /api/sessions/active': { query: sessionsQuery, answer: sessionList },
  'POST /api/sessions': { body: newSession, answer: sessionCreated },
  'GET /api/sessions/{session_id}': { answer: sessionAnswer },
  'GET /api/sessions/{session_id}/status': { answer: sessionStatusAnswer },
  'GET /api/sessions/{session_id}/qr': { answer: qrAnswer },
  'POST /api/sessions/{session_id}/pairing-code': { body: pairingCodeRequest, answer: pairingCodeAnswer },
  'POST /api/sessions/{session_id}/connect': { answer: sessionMoved },
  'POST /api/sessions/{session_id}/reconnect': { answer: sessionMoved },
  'POST /api/sessions/{session_id}/logout': { answer: sessionMoved },
  'DELETE /api/sessions/{session_id}': { answer: done },
  'GET /api/sessions/{session_id}/schedule': { answer: scheduleAnswer },
  'PUT /api/sessions/{session_id}/schedule': { body: scheduleSettings, answer: scheduleAnswer },
  'DELETE /api/sessions/{session_id}/schedule': { answer: done },

  'GET /api/sessions/{session_id}/contacts': { query: contactsQuery, answer: contactsAnswer.or(contactsPage) },
  'DELETE /api/sessions/{session_id}/contacts': { answer: contactsDeleted },
  'GET /api/sessions/{session_id}/grab-groups': { answer: grabGroupsAnswer },
  'GET /api/sessions/{session_id}/grab-contacts': { answer: grabContactsAnswer },
  'GET /api/sessions/{session_id}/grab-all': { answer: grabAllAnswer },

  'GET /api/contacts': { query: contactListQuery, answer: contactList },
  'GET /api/contacts/facets': { query: facetsQuery, answer: contactFacetsAnswer },
  'GET /api/contacts/{id}': { answer: contactAnswer },
  'GET /api/groups': { query: groupsQuery, answer: groupList },
  'GET /api/groups/overlap': { query: overlapQuery, answer: groupOverlap },
  'GET /api/groups/{id}': { answer: groupAnswer },
  'GET /api/groups/{id}/members': { query: membersQuery, answer: groupMembers },
  'PATCH /api/contacts/{id}': { body: contactChange, answer: contactAnswer },
  'PUT /api/contacts/{id}/tags': { body: contactTags, answer: contactAnswer },
  'GET /api/tags': { answer: tagList },
  'POST /api/tags': { body: newTag, answer: tagAnswer },
  'PATCH /api/tags/{id}': { body: tagChange, answer: tagAnswer },
  'DELETE /api/tags/{id}': { answer: tagDeleted },
  'GET /api/tag-rules': { answer: tagRuleList },
  'POST /api/tag-rules': { body: newTagRule, answer: tagRuleAnswer },
  'PATCH /api/tag-rules/{id}': { body: tagRuleChange, answer: tagRuleAnswer },
  'DELETE /api/tag-rules/{id}': { answer: done },
  'POST /api/tag-rules/{id}/run': { answer: jobAnswer },
  'GET /api/segments': { query: segmentsQuery, answer: segmentList },
  'POST /api/segments': { body: newSegment, answer: segmentAnswer },
  'PATCH /api/segments/{id}': { body: segmentChange, answer: segmentAnswer },
  'DELETE /api/segments/{id}': { answer: done },
  'GET /api/lists': { answer: staticLists },
  'POST /api/lists': { body: newStaticList, answer: staticListAnswer },
  'PATCH /api/lists/{id}': { body: staticListChange, answer: staticListAnswer },
  'DELETE /api/lists/{id}': { answer: done },
  'POST /api/bulk/preview': { body: bulkPreviewRequest, answer: bulkPreview },
  'POST /api/bulk': { body: bulkRequest, answer: jobAnswer },
  'GET /api/duplicates': { query: duplicatesQuery, answer: duplicateList },
  'POST /api/duplicates/scan': { answer: jobAnswer },
  'POST /api/duplicates/{id}/merge': { body: duplicateMerge, answer: mergeAnswer },
  'POST /api/duplicates/{id}/dismiss': { answer: duplicateAnswer },
  'GET /api/merges': { query: mergesQuery, answer: mergeList },
  'POST /api/merges': { body: newMerge, answer: mergeAnswer },
  'POST /api/merges/{id}/undo': { answer: mergeUndone },

  'POST /api/sessions/{session_id}/grabs': { body: newGrab, answer: grabAnswer },
  'GET /api/sessions/{session_id}/grabs': { query: grabsQuery, answer: grabList },
  'GET /api/sessions/{session_id}/grabs/{grab_id}': { answer: grabWithErrors },
  'GET /api/sessions/{session_id}/grabs/{grab_id}/errors': { query: grabErrorsQuery, answer: grabErrorList },
  'GET /api/sessions/{session_id}/grabs/{grab_id}/comparison': { query: comparisonQuery, answer: comparisonAnswer },
  'POST /api/sessions/{session_id}/grabs/{grab_id}/cancel': { answer: grabAnswer },
  'POST /api/sessions/{session_id}/grabs/{grab_id}/retry': { answer: grabAnswer },

  'GET /api/changes/latest': { query: latestChangesQuery, answer: timelineAnswer },
  'GET /api/changes': { query: changesQuery, answer: changesAnswer },
  'GET /api/contacts/{id}/timeline': { query: timelineQuery, answer: timelineAnswer },
  'GET /api/groups/{id}/timeline': { query: timelineQuery, answer: timelineAnswer },

  'GET /api/webhooks': { query: webhooksQuery, answer: webhookList },
  'POST /api/webhooks': { body: newWebhook, answer: webhookCreated },
  'PATCH /api/webhooks/{id}': { body: webhookChange, answer: webhookAnswer },
  'DELETE /api/webhooks/{id}': { answer: done },
  'POST /api/webhooks/{id}/test': { answer: deliveryAnswer },
  'POST /api/webhooks/{id}/rotate-secret': { body: webhookRotation, answer: webhookRotated },
  'POST /api/webhooks/{id}/replay': { body: webhookReplay, answer: webhookAnswer },
  'GET /api/webhooks/{id}/deliveries': { query: deliveriesQuery, answer: deliveryList },
  'POST /api/webhooks/{id}/deliveries/{delivery_id}/replay': { answer: deliveryAnswer },

  'GET /api/analytics/overview': { query: analyticsQuery, answer: analyticsOverview },
  'GET /api/analytics/growth': { query: analyticsDaysQuery, answer: analyticsGrowth },
  'GET /api/analytics/countries': { query: analyticsQuery, answer: analyticsCountries },
  'GET /api/analytics/operators': { query: analyticsQuery, answer: analyticsOperators },
  'GET /api/analytics/groups': { query: analyticsTopQuery, answer: analyticsGroups },
  'GET /api/analytics/overlap': { query: analyticsTopQuery, answer: analyticsOverlap },
  'GET /api/analytics/grabs': { query: analyticsDaysQuery, answer: analyticsGrabs },

  'GET /api/export-columns': { answer: exportColumnList },
  'POST /api/exports/preview': { body: newExport, answer: exportPreview },
  'POST /api/exports': { body: newExport, answer: jobAnswer },

  'GET /api/imports': { query: importsQuery, answer: importList },
  'GET /api/imports/{id}': { answer: importAnswer },
  'PATCH /api/imports/{id}': { body: importChange, answer: importAnswer },
  'GET /api/imports/{id}/rows': { query: importRowsQuery, answer: importRowList },
  'POST /api/imports/{id}/commit': { answer: jobAnswer },
  'POST /api/imports/{id}/rollback': { answer: jobAnswer },
  'DELETE /api/imports/{id}': { answer: done },

  'GET /api/jobs': { query: jobsQuery, answer: jobList },
  'GET /api/jobs/{id}': { answer: jobAnswer },
  'GET /api/jobs/{id}/items': { query: jobItemsQuery, answer: jobItemList },
  'POST /api/jobs/{id}/cancel': { answer: jobAnswer },
  'POST /api/jobs/{id}/undo': { answer: jobAnswer },

  'GET /api/setup': { answer: setupState },
  'POST /api/setup': { body: setupRequest, answer: signedIn },
  'POST /api/sign-in': { body: signInRequest, answer: signedIn },
  'POST /api/sign-out': { answer: done },
  'GET /api/me': { answer: me },
  'POST /api/me/password': { body: passwordChange, answer: done },
  'GET /api/me/sign-ins': { answer: signInList },
  'DELETE /api/me/sign-ins': { answer: signInsEnded },
  'DELETE /api/me/sign-ins/{id}': { answer: done },
  'GET /api/people': { query: peopleQuery, answer: personList },
  'PATCH /api/people/{id}': { body: personChange, answer: personAnswer },
  'DELETE /api/people/{id}': { answer: done },
  'DELETE /api/people/{id}/sign-ins': { answer: signInsEnded },
  'GET /api/invitations': { query: invitationsQuery, answer: invitationList },
  'POST /api/invitations': { body: newInvitation, answer: invitationCreated },
  'POST /api/invitations/accept': { body: acceptRequest, answer: signedIn },
  'DELETE /api/invitations/{id}': { answer: done },
  'GET /api/keys': { query: apiKeysQuery, answer: apiKeyList },
  'POST /api/keys': { body: newApiKey, answer: apiKeyCreated },
  'POST /api/keys/{id}/rotate': { body: keyRotation, answer: apiKeyRotated },
  'DELETE /api/keys/{id}': { answer: done },
  'GET /api/backups': { query: backupsQuery, answer: backupList },
  'POST /api/backups': { body: z.object({}), answer: jobAnswer },
  'POST /api/backups/{name}/verify': { answer: backupCheckAnswer },
  'DELETE /api/backups/{name}': { answer: done },
  'POST /api/erasures/preview': { body: personRef, answer: erasurePreviewAnswer },
  'GET /api/erasures': { query: erasuresQuery, answer: erasureList },
  'POST /api/erasures': { body: newErasure, answer: erasureAnswer },
  'GET /api/opt-outs': { query: optOutsQuery, answer: optOutList },
  'POST /api/opt-outs': { body: newOptOut, answer: optOutAnswer },
  'DELETE /api/opt-outs/{id}': { answer: done },
  'GET /api/settings': { answer: settingsAnswer },
  'PATCH /api/settings': { body: settingsChange, answer: settingsAnswer },
  'POST /api/settings/retention/run': { answer: jobAnswer },
  'POST /api/personal-data': { body: personRef, answer: personalDataAnswer },
  'GET /api/audit': { query: auditQuery, answer: auditList },
} as const;
