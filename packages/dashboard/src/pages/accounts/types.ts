import type { AnswerOf } from '@grabber/contract';

export type Session = AnswerOf<'GET /api/sessions'>['sessions'][number];
export type Grab = AnswerOf<'GET /api/sessions/{session_id}/grabs'>['data']['grabs'][number];
