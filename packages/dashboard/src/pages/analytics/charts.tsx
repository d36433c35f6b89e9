import '@mantine/charts/styles.css';
import { SimpleGrid } from '@mantine/core';
import { Countries } from './countries.tsx';
import { GrabFigures } from './grab-figures.tsx';
import { Growth } from './growth.tsx';
import { Operators } from './operators.tsx';
import { Overlap } from './overlap.tsx';
import type { Scope } from './scope.ts';
import { TopGroups } from './top-groups.tsx';

/** Every chart with its table. They weigh more than all the rest of the page, so they come after its figures. */
export function Charts({ scope }: { scope: Scope }) {
  return (
    <>
      <Growth scope={scope} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Countries scope={scope} />
        <Operators scope={scope} />
        <TopGroups scope={scope} />
        <Overlap scope={scope} />
      </SimpleGrid>
      <GrabFigures scope={scope} />
    </>
  );
}
