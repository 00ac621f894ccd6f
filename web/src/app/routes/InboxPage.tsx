import { Button } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconChevronLeft } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing } from '@/components/Notice';
import { neighbour } from '@/features/inbox/grouping';
import { InboxList } from '@/features/inbox/InboxList';
import { useInbox, type InboxSearch } from '@/features/inbox/useInbox';
import { useNews } from '@/features/inbox/useInboxNews';
import { outdate, usePrefetchReport, wasReadLongAgo } from '@/features/report/useReport';
import type { InboxChange } from '@/gql/graphql';
import { useKeys } from '@/lib/keys';
import classes from './InboxPage.module.css';
import { ReportPane, type ReportPaneHandle } from './ReportPane';
import { useInboxDesk } from './useInboxDesk';

const Help = lazy(() => import('../Help').then((m) => ({ default: m.Help })));

// Between the box without a patient and the inbox: both lists change.
const moves: ReadonlySet<InboxChange> = new Set(['LINKED', 'UNLINKED']);

const none: ReadonlySet<string> = new Set();

export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { reportId } = useParams({ strict: false });
  const asked = useSearch({ from: '/signed-in/inbox' });
  const [words, setWords] = useState('');
  const search: InboxSearch = useMemo(
    () => ({ view: asked.view ?? 'open', mine: asked.mine ?? false, words }),
    [asked.view, asked.mine, words],
  );
  const [hidden, setHidden] = useState(none);
  const inbox = useInbox(search, hidden);
  const { ids } = inbox;
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const searchRef = useRef<HTMLInputElement>(null);
  const pane = useRef<ReportPaneHandle>(null);
  const [helpOpen, help] = useDisclosure(false);

  const open = useCallback(
    (id: string | undefined) => {
      if (id) void navigate({ to: '/inbox/$reportId', params: { reportId: id }, search: true, replace: true });
      else void navigate({ to: '/inbox', search: true, replace: true });
    },
    [navigate],
  );
  const onSearch = useCallback(
    (change: Partial<InboxSearch>) => {
      if (change.words !== undefined) setWords(change.words);
      if (change.view === undefined && change.mine === undefined) return;
      const next = { ...search, ...change };
      void navigate({
        to: '/inbox',
        search: { ...(next.view !== 'open' && { view: next.view }), ...(next.mine && { mine: true }) },
      });
    },
    [navigate, search],
  );
  const hide = useCallback((id: string, gone: boolean) => {
    setHidden((before) => {
      const after = new Set(before);
      if (gone) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);

  const prefetch = usePrefetchReport();
  const reload = useCallback((id: string) => prefetch(id, true), [prefetch]);
  const desk = useInboxDesk({ ids, open, reload, hide });

  // Wide screens always show a report: the gravest, until another is chosen.
  const first = ids[0];
  useEffect(() => {
    if (wide && !reportId && first) open(first);
  }, [wide, reportId, first, open]);

  useEffect(() => {
    if (reportId && wasReadLongAgo(reportId)) prefetch(reportId, true);
  }, [reportId, prefetch]);
  const next = neighbour(ids, reportId);
  useEffect(() => {
    if (next && reportId) prefetch(next);
  }, [next, reportId, prefetch]);

  useNews((news) => {
    // After the line was down anything may have happened; a report that is new to the list has no place in it yet.
    if (!news || !ids.includes(news.reportId) || moves.has(news.change)) inbox.readAgain({ requestPolicy: 'network-only' });
    if (news && news.reportId !== reportId) outdate(news.reportId);
    if (reportId && (!news || news.reportId === reportId)) prefetch(reportId, true);
  });

  const step = (back: boolean) => {
    const to = neighbour(ids, reportId, back);
    if (to) open(to);
  };
  useKeys({
    j: () => step(false),
    k: () => step(true),
    s: () => pane.current?.sign(),
    u: () => void desk.undo(),
    e: () => pane.current?.edit(),
    h: () => pane.current?.handOff(),
    t: () => pane.current?.task(),
    l: () => pane.current?.link(),
    '/': () => searchRef.current?.focus(),
    'shift+?': help.open,
    '?': help.open,
  });

  return (
    <div className={classes.page} data-open={reportId !== undefined || undefined}>
      <div className={classes.list}>
        <InboxList
          inbox={inbox}
          search={search}
          onSearch={onSearch}
          current={reportId}
          onPeek={prefetch}
          searchRef={searchRef}
        />
      </div>
      <div className={classes.report}>
        {!wide && reportId && (
          <div className={classes.back}>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconChevronLeft size={16} aria-hidden />}
              onClick={() => open(undefined)}
            >
              {t('inbox.back')}
            </Button>
          </div>
        )}
        {reportId ? (
          <ReportPane key={reportId} id={reportId} desk={desk} ref={pane} />
        ) : (
          inbox.loaded && ids.length > 0 && <Nothing title={t('inbox.choose')} />
        )}
      </div>
      <Suspense>{helpOpen && <Help onClose={help.close} />}</Suspense>
    </div>
  );
}
