import { Alert, Anchor, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { read } from '../../api/index.ts';
import { ErrorNotice, Page } from '../../shared/index.ts';
import { ImportActions } from './import-actions.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportSettings } from './import-settings.tsx';
import { ImportStatusChip } from './status-chip.tsx';
import { useImportTexts } from './texts.ts';

const route = getRouteApi('/shell/imports/$id');

/** One file: how it is read, what would come of each row, and the way forth and back. */
export function ImportPage() {
  const t = useImportTexts();
  const id = Number(route.useParams().id);
  const query = useQuery({
    ...read('GET /api/imports/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (isMoving(state.data?.data.import.status) ? 1000 : false),
  });
  const file = query.data?.data.import;
  const editable = file?.status === 'previewed';
  return (
    <Page
      title={file?.file_name ?? t('title')}
      hint={
        <Anchor component={Link} to="/imports" size="sm">
          ← {t('back')}
        </Anchor>
      }
      actions={file && <ImportActions file={file} />}
    >
      <ErrorNotice error={query.error} onRetry={query.refetch} />
      {query.isPending && <Loader />}
      {file && (
        <>
          <div>
            <ImportStatusChip status={file.status} />
          </div>
          {file.problems.map(({ line, code, reason }) => (
            <Alert key={`${code} ${line}`} color="orange" icon={<IconAlertTriangle aria-hidden />} title={reason} />
          ))}
          {editable && <ImportSettings file={file} />}
          {editable && file.columns.length > 0 && <ImportColumns file={file} />}
          {file.status !== 'unreadable' && <ImportRows file={file} />}
        </>
      )}
    </Page>
  );
}

function isMoving(status: string | undefined): boolean {
  return status === 'committing' || status === 'rolling_back';
}
