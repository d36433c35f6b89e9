import type { EngineBatch, EnginePerson } from '../../packages/server/src/engine/index.ts';

const given = ['Budi', 'Siti', 'Agus', 'Dewi', 'José', 'أحمد', '王小明', 'Анна', 'Ibu Sari 🌸', 'Nguyễn'];
const family = ['Santoso', 'Wijaya', 'Hidayat', 'Pratama', 'Saputra', 'Kusuma', 'Setiawan', 'Nugroho'];
const pageSize = 1000;

/** A large address book. The second time 5 % are renamed, 1 % are new and 1 % are gone. */
export function addressBook(count: number, time: 'first' | 'second'): EngineBatch[] {
  const fresh = time === 'first' ? 0 : Math.floor(count / 100);
  const people = Array.from({ length: count }, (_, index) =>
    person(index + fresh, time === 'second' && index % 20 === 0),
  );
  const pages: EngineBatch[] = [];
  for (let start = 0; start < count; start += pageSize) {
    pages.push({ kind: 'contacts', items: people.slice(start, start + pageSize), total: count });
  }
  return [...pages, { kind: 'end', complete: true, missing: [] }];
}

function person(index: number, renamed: boolean): EnginePerson {
  const name = `${given[index % given.length]} ${family[(index * 7) % family.length]} ${index}`;
  return {
    pn: `6281${String(100_000_000 + index * 37)}`,
    lid: String(90_000_000_000 + index * 91),
    saved_name: renamed ? `${name} baru` : name,
    chat_name: null,
    push_name: index % 3 === 0 ? `~${name}` : null,
    verified_name: null,
    in_address_book: true,
    has_chat: index % 4 === 0,
    is_blocked: false,
    is_business: index % 50 === 0,
    profile_picture: null,
  };
}
