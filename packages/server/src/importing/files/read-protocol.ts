import type { AddressFileLayout, ReadItem, ReadOptions } from '../../address-files/index.ts';

/** What the reading process is told at its start. */
export type ReadTask = { path: string; options: ReadOptions };

/** What it tells: the layout, then the items in pages; after each page it waits for an answer. */
export type ReadMessage =
  | { kind: 'layout'; layout: AddressFileLayout }
  | { kind: 'items'; items: ReadItem[] }
  | { kind: 'end' };
