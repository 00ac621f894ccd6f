import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { nodesOf } from '@/lib/nodes';
import classes from './InboxList.module.css';
import { unmatched, unmatchedCountQuery } from './queries';

/** How many reports wait for somebody to say whose they are. A result without a patient is a result nobody acts on. */
export function UnmatchedCount() {
  const { t } = useTranslation();
  const [{ data }] = useQuery({ query: unmatchedCountQuery, variables: { filter: unmatched }, requestPolicy: 'cache-and-network' });
  // A report that was linked a moment ago is still in the list, with its new state.
  const count = nodesOf(data?.inbox).filter((report) => report.state === 'UNMATCHED').length;
  if (count === 0) return null;
  return (
    <span className={`${classes.count} figures`} data-tone="urgent">
      <span aria-hidden>
        {count}
        {data?.inbox.pageInfo.hasNextPage && '+'}
      </span>
      <VisuallyHidden>{t('inbox.waiting', { count })}</VisuallyHidden>
    </span>
  );
}
