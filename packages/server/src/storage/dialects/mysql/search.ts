/** The beginning of the search text, and the index over it that searches read instead of the rows. */
export const searchHead = { length: 450, index: 'contacts_search_index' };
