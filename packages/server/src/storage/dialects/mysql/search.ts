/** The index that searches read instead of the rows. */
export const searchIndex = 'contacts_search_index';

/**
 * What it is made of. In the order of the ids, so that the index grows at its end: in the order of the texts its pages would be left two thirds
 * full and lie apart, too many for the 128 MB of memory that a server has by default.
 */
export const searchParts = ['search_session', 'id', 'search_bytes'];

/** What the index of an earlier migration was made of. */
export const searchHead = { column: 'search_head', length: 450 };

/**
 * Columns for the index. An index holds 3072 bytes, which the whole text fits in when the session is four of them; in bytes, since MariaDB
 * compares characters of UTF-8 several times slower.
 */
export const searchColumns = [
  'search_session int unsigned generated always as (crc32(session_id)) virtual invisible',
  'search_bytes varbinary(3000) generated always as (search_text) virtual invisible',
];
