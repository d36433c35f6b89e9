import type { GroupOverlap } from '@grabber/contract';
import { Table, useNumberText } from '../../shared/index.ts';
import classes from './matrix.module.css';
import { useGroupTexts } from './texts.ts';

/** Members in common of each two groups; the deeper the colour, the larger the share of the smaller one. */
export function Matrix({ overlap: { groups, pairs } }: { overlap: GroupOverlap }) {
  const t = useGroupTexts();
  const number = useNumberText();
  const shared = new Map(
    pairs.flatMap(({ a, b, shared: count }) => [[`${a}-${b}`, count] as const, [`${b}-${a}`, count] as const]),
  );
  const nameOf = (name: string | null) => name ?? t('no_name');
  return (
    <Table label={t('matrix')} minWidth={Math.min(640, 160 + groups.length * 90)} className={classes['matrix']}>
      <thead>
        <tr>
          <td />
          {groups.map(({ id, name }) => (
            <th key={id} scope="col">
              {nameOf(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((row) => (
          <tr key={row.id}>
            <th scope="row">{nameOf(row.name)}</th>
            {groups.map((column) => {
              const own = row.id === column.id;
              const count = own ? row.members : (shared.get(`${row.id}-${column.id}`) ?? 0);
              const share = own ? 0 : count / Math.max(1, Math.min(row.members, column.members));
              return (
                <td key={column.id} data-own={own || undefined} data-depth={Math.ceil(share * 4)}>
                  {number(count)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
