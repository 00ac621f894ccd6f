import { Button, CloseButton, Group, SegmentedControl, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Lines } from '@/components/Lines';
import { ErrorNotice, Nothing } from '@/components/Notice';
import { triageTone } from '@/components/tone';
import { TriageIcon } from '@/components/TriageTag';
import classes from './InboxList.module.css';
import { InboxRowItem } from './InboxRowItem';
import { LineNotice } from './LineNotice';
import { UnmatchedCount } from './UnmatchedCount';
import type { InboxSearch, useInbox } from './useInbox';

type Props = {
  inbox: ReturnType<typeof useInbox>;
  search: InboxSearch;
  onSearch: (change: Partial<InboxSearch>) => void;
  current: string | undefined;
  onPeek: (id: string) => void;
  searchRef: RefObject<HTMLInputElement | null>;
};

export function InboxList({ inbox, search, onSearch, current, onPeek, searchRef }: Props) {
  const { t } = useTranslation();
  const { groups, ids } = inbox;
  return (
    <section className={classes.pane} aria-labelledby="inbox-title">
      <div className={classes.head}>
        <VisuallyHidden>
          <Title order={1} id="inbox-title">
            {t('inbox.title')}
          </Title>
        </VisuallyHidden>
        <SegmentedControl
          fullWidth
          size="xs"
          mb={8}
          aria-label={t('inbox.view')}
          value={search.view}
          onChange={(view) => onSearch({ view })}
          data={(['open', 'unmatched', 'signed'] as const).map((view) => ({
            value: view,
            label: (
              <>
                {t(`inbox.${view}`)}
                {view === 'unmatched' && <UnmatchedCount />}
              </>
            ),
          }))}
        />
        <Group gap={8} wrap="nowrap">
          <TextInput
            ref={searchRef}
            size="xs"
            flex={1}
            type="search"
            aria-label={t('inbox.search')}
            placeholder={t('inbox.searchHint')}
            leftSection={<IconSearch size={14} aria-hidden />}
            rightSection={
              search.words && (
                <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => onSearch({ words: '' })} />
              )
            }
            value={search.words}
            onChange={(event) => onSearch({ words: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
              if (event.key === 'Escape') onSearch({ words: '' });
            }}
          />
          {search.view === 'open' && (
            <SegmentedControl
              size="xs"
              aria-label={t('inbox.whose')}
              value={search.mine ? 'mine' : 'all'}
              onChange={(whose) => onSearch({ mine: whose === 'mine' })}
              data={[
                { value: 'all', label: t('inbox.everyone') },
                { value: 'mine', label: t('inbox.mine') },
              ]}
            />
          )}
        </Group>
      </div>
      <LineNotice />
      <div className={classes.scroll}>
        {inbox.error && !inbox.loaded && <ErrorNotice error={inbox.error} onRetry={() => inbox.readAgain()} />}
        {!inbox.loaded && inbox.fetching && <Lines count={12} height={18} />}
        {inbox.loaded && ids.length === 0 && <Empty search={search} />}
        {groups.map((group) => (
          <section key={group.triage ?? 'all'} data-tone={group.triage ? triageTone[group.triage] : 'quiet'}>
            {search.view === 'open' && (
              <h2 className={classes.groupTitle}>
                {group.triage && <TriageIcon triage={group.triage} />}
                {group.triage ? t(`triage.${group.triage}`) : t('triage.none')}
                <span className="figures">{group.count}</span>
                {group.overdue > 0 && <span>· {t('inbox.overdue', { count: group.overdue })}</span>}
              </h2>
            )}
            {search.view !== 'open' && group.rows.length > 0 && (
              <VisuallyHidden component="h2">{t(`inbox.${search.view}`)}</VisuallyHidden>
            )}
            <ul className={classes.rows}>
              {group.rows.map((row) => (
                <InboxRowItem key={row.id} row={row} current={row.id === current} onPeek={onPeek} />
              ))}
            </ul>
          </section>
        ))}
        {!inbox.complete && (
          <Button variant="subtle" fullWidth onClick={inbox.more} loading={inbox.fetching}>
            {t('action.more')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Empty({ search }: { search: InboxSearch }) {
  const { t } = useTranslation();
  if (search.words) return <Nothing title={t('inbox.nothingFound')}>{t('inbox.nothingFoundHint')}</Nothing>;
  if (search.view === 'open') return <Nothing title={t('inbox.allDone')}>{t('inbox.allDoneHint')}</Nothing>;
  return <Nothing title={t(`inbox.none.${search.view}`)} />;
}
