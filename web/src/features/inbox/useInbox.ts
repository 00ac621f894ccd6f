import { useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useNow } from '@/lib/clock';
import { useFormat } from '@/lib/format';
import { nodesOf } from '@/lib/nodes';
import { useViewer } from '@/lib/viewer';
import { groupByTriage, isWanted, stateOfView, type View } from './grouping';
import { countsQuery, inboxQuery } from './queries';

const page = 100;

export type InboxSearch = { view: View; mine: boolean; words: string };

/** The list as the screen shows it: rows that belong, in groups, and the ids in reading order. */
export function useInbox(search: InboxSearch, hidden: ReadonlySet<string>) {
  const me = useViewer().member.id;
  const now = useNow();
  const { lang } = useFormat();
  const { view, mine, words } = search;
  const [after, setAfter] = useState<{ of: View; cursor: string } | null>(null);
  const [{ data, fetching, error }, readAgain] = useQuery({
    query: inboxQuery,
    variables: {
      first: page,
      after: after?.of === view ? after.cursor : null,
      filter: { state: stateOfView[view], mine: mine && view === 'open' },
      lang,
    },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: counted }] = useQuery({ query: countsQuery, pause: view !== 'open' });

  const pageInfo = data?.inbox.pageInfo;
  const complete = pageInfo ? !pageInfo.hasNextPage : true;

  const rows = useMemo(
    () => nodesOf(data?.inbox).filter((row) => isWanted(row, { view, mine, words, me, hidden })),
    [data, view, mine, words, me, hidden],
  );
  const groups = useMemo(() => {
    if (view !== 'open') return [{ triage: null, rows, count: rows.length, overdue: 0 }];
    return groupByTriage(rows, now, complete || words ? undefined : counted?.inboxCounts, mine);
  }, [rows, view, now, complete, words, counted, mine]);
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.id)), [groups]);

  const more = useCallback(() => {
    if (pageInfo?.endCursor) setAfter({ of: view, cursor: pageInfo.endCursor });
  }, [pageInfo, view]);

  return { rows, groups, ids, complete, more, fetching, error, loaded: data !== undefined, readAgain };
}
