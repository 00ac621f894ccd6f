import { useCallback } from 'react';
import { useClient, useQuery } from 'urql';
import { useFormat } from '@/lib/format';
import { can, useViewer } from '@/lib/viewer';
import { reportQuery } from './queries';

// When each report was last read from the server. A prefetched one opens without a request while it is fresh; a
// change made meanwhile comes as news, and the version token guards what news did not tell.
const readAt = new Map<string, number>();
const fresh = 60_000;

function useVariables() {
  const { lang } = useFormat();
  const viewer = useViewer();
  const withChart = can(viewer, 'CHART');
  const withTasks = can(viewer, 'TASK');
  const withMessages = can(viewer, 'MESSAGE');
  return useCallback(
    (id: string) => ({ id, lang, withChart, withTasks, withMessages }),
    [lang, withChart, withTasks, withMessages],
  );
}

export function useReport(id: string) {
  const variables = useVariables();
  const [{ data, fetching, error, stale }, readAgain] = useQuery({
    query: reportQuery,
    variables: variables(id),
    // An open report is read once; news makes it read again.
    requestPolicy: 'cache-first',
  });
  const reload = useCallback(() => {
    readAt.set(id, Date.now());
    readAgain({ requestPolicy: 'network-only' });
  }, [id, readAgain]);
  return { report: data?.report, known: data !== undefined, fetching, error, stale, reload };
}

/** Reads a report before it is opened. again: it changed, so what is known of it is old. */
export function usePrefetchReport() {
  const client = useClient();
  const variables = useVariables();
  return useCallback(
    (id: string, again = false) => {
      const at = readAt.get(id) ?? 0;
      if (!again && Date.now() - at < fresh) return;
      readAt.set(id, Date.now());
      void client.query(reportQuery, variables(id), { requestPolicy: 'network-only' }).toPromise();
    },
    [client, variables],
  );
}

/** What is known of a report is old: it changed while another was open. */
export function outdate(id: string): void {
  if (readAt.has(id)) readAt.set(id, 0);
}

/** True when the report was read before and is not to be trusted any more. */
export function wasReadLongAgo(id: string): boolean {
  const at = readAt.get(id);
  return at !== undefined && Date.now() - at >= fresh;
}
