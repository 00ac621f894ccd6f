import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useClient, useSubscription } from 'urql';
import type { InboxChangedSubscription } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { useLine } from '@/lib/line';
import { isOwn } from '@/lib/live';
import { can, useViewer } from '@/lib/viewer';
import { countsQuery, inboxChangedSubscription, unmatched, unmatchedCountQuery } from './queries';

export type News = InboxChangedSubscription['inboxChanged'];
type Listener = (news: News | null) => void;

const listeners = new Set<Listener>();

/** Hears what happens in the inbox; null says that the line was down, and anything may have happened. */
export function useNews(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear: Listener = (news) => latest.current(news);
    listeners.add(hear);
    return () => void listeners.delete(hear);
  }, []);
}

/**
 * Keeps one subscription for the whole app. A row in the news is in the cache before anyone hears of it; only the
 * counts are read again, once for a burst.
 */
export function useInboxNews(): void {
  const client = useClient();
  const { lang } = useFormat();
  const allowed = can(useViewer(), 'REPORT');
  const line = useLine();
  const wasDown = useRef(false);

  const recount = useDebouncedCallback(() => {
    void client.query(countsQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    void client.query(unmatchedCountQuery, { filter: unmatched }, { requestPolicy: 'network-only' }).toPromise();
  }, 800);

  useSubscription<InboxChangedSubscription, News | undefined>(
    { query: inboxChangedSubscription, variables: { lang }, pause: !allowed },
    (_before, data) => {
      const news = data.inboxChanged;
      if (!isOwn(news.reportId)) {
        recount();
        listeners.forEach((hear) => hear(news));
      }
      return news;
    },
  );

  useEffect(() => {
    if (line === 'down') wasDown.current = true;
    if (line !== 'up' || !wasDown.current) return;
    wasDown.current = false;
    recount();
    listeners.forEach((hear) => hear(null));
  }, [line, recount]);
}
