import type { GroupOverlap } from '@grabber/contract';
import { Table } from '@mantine/core';
import { useNumberText } from '../../shared/index.ts';
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
    <Table.ScrollContainer
      minWidth={Math.min(640, 160 + groups.length * 90)}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('matrix') } }}
    >
      <Table withTableBorder withColumnBorders aria-label={t('matrix')} className={classes['matrix']}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {groups.map(({ id, name }) => (
              <Table.Th key={id} scope="col">
                {nameOf(name)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row">{nameOf(row.name)}</Table.Th>
              {groups.map((column) => {
                const own = row.id === column.id;
                const count = own ? row.members : (shared.get(`${row.id}-${column.id}`) ?? 0);
                const share = own ? 0 : count / Math.max(1, Math.min(row.members, column.members));
                return (
                  <Table.Td key={column.id} data-own={own || undefined} data-depth={Math.ceil(share * 4)}>
                    {number(count)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
