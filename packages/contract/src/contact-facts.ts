import { z } from 'zod';

/** What is told of somebody of the address book or the chats beyond the old system's fields, in both contracts alike. */
export const contactFacts = {
  saved_name: z.string().nullable(),
  chat_name: z.string().nullable(),
  verified_name: z.string().nullable(),
  in_address_book: z.boolean(),
  has_chat: z.boolean(),
};
