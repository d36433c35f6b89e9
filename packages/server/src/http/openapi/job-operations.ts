import type { Operations } from './operation.ts';

export const jobOperations: Operations = {
  'GET /api/jobs': {
    id: 'listJobs',
    tag: 'Jobs',
    summary: 'List the jobs of the caller, newest first; of everybody for a caller who sees every session',
    says: 'jobs_listed',
    errors: ['cursor_invalid'],
  },
  'GET /api/jobs/:id': {
    id: 'getJob',
    tag: 'Jobs',
    summary: 'Read a job and how far it has come',
    says: 'job_found',
    errors: ['job_not_found'],
  },
  'GET /api/jobs/:id/items': {
    id: 'listJobItems',
    tag: 'Jobs',
    summary: 'List what became of each thing that a job worked on',
    says: 'job_items_listed',
    errors: ['job_not_found', 'cursor_invalid'],
  },
  'POST /api/jobs/:id/cancel': {
    id: 'cancelJob',
    tag: 'Jobs',
    summary: 'Cancel a job',
    description: 'What it did until then stays, and can be undone. No effect on a job that has ended.',
    says: 'job_cancelled',
    errors: ['job_not_found'],
  },
  'POST /api/jobs/:id/undo': {
    id: 'undoJob',
    tag: 'Jobs',
    summary: 'Take back what a job did',
    description: 'Starts a job of its own. Possible once, until `undoable_until`.',
    says: 'job_undo_started',
    errors: ['job_not_found', 'job_not_undoable', 'shutting_down'],
  },
  'GET /api/jobs/:id/file': {
    id: 'downloadJobFile',
    tag: 'Jobs',
    summary: 'Download the file that a job made',
    errors: ['job_not_found', 'job_file_gone'],
  },
};
