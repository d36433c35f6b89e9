import { answerBlocklist, answerPrivacy, answerProps } from './account.ts';
import { answerGroups } from './groups.ts';
import { answerPicture } from './picture.ts';
import type { Responder } from './types.ts';
import { answerUsync } from './usync.ts';

/** Answers to everything a client asks about the world; the first one that does not return undefined counts. */
export const responders: Responder[] = [
  answerGroups,
  answerPicture,
  answerUsync,
  answerBlocklist,
  answerPrivacy,
  answerProps,
];
