import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Lines } from '@/components/Lines';
import { ErrorNotice, Nothing } from '@/components/Notice';
import type { MyMessagesQuery } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { nodesOf } from '@/lib/nodes';
import { useViewer } from '@/lib/viewer';
import classes from './Messages.module.css';
import { myMessagesQuery } from './queries';

type Message = NonNullable<NonNullable<MyMessagesQuery['myMessages']['edges']>[number]['node']>;

/** All that a patient sees: the messages that a doctor released, newest first, plain and large. */
export function MyMessages() {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, readAgain] = useQuery({
    query: myMessagesQuery,
    variables: { first: 20, after },
    requestPolicy: 'cache-and-network',
  });
  const messages = nodesOf(data?.myMessages);
  const page = data?.myMessages.pageInfo;
  return (
    <div className={classes.mine}>
      <h1>{t('mine.title')}</h1>
      {!data && error && <ErrorNotice error={error} onRetry={() => readAgain({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Lines count={8} height={20} />}
      {data && messages.length === 0 && <Nothing title={t('mine.none')}>{t('mine.noneHint')}</Nothing>}
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <Letter message={message} clinic={viewer.clinic.name} />
          </li>
        ))}
      </ul>
      {page?.hasNextPage && page.endCursor && (
        <Button size="md" variant="default" fullWidth loading={fetching} onClick={() => setAfter(page.endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </div>
  );
}

function Letter({ message, clinic }: { message: Message; clinic: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <article className={classes.letter}>
      <h2>{message.title}</h2>
      <time dateTime={message.releasedAt}>
        {f.day(message.releasedAt)} · {t('mine.from', { clinic })}
      </time>
      <div lang={message.lang === 'ZH' ? 'zh-CN' : 'en'}>
        <p>{message.text}</p>
        <p className={classes.small}>{message.notice}</p>
      </div>
    </article>
  );
}
