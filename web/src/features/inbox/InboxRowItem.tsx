import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Ago } from '@/components/Ago';
import { Due } from '@/components/Due';
import { AgeSex } from '@/components/PersonLine';
import { triageTone } from '@/components/tone';
import type { InboxRowFragment } from '@/gql/graphql';
import { fullName } from '@/lib/person';
import { unitText } from '@/lib/units';
import classes from './InboxList.module.css';

type Props = { row: InboxRowFragment; current: boolean; onPeek: (id: string) => void };

// A hundred rows: only those that changed are drawn again when another report opens.
export const InboxRowItem = memo(function InboxRowItem({ row, current, onPeek }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const { patient } = row;
  const sent = row.subject && fullName(row.subject);
  const why = row.triageWhy?.[0]?.text;
  const signed = row.state === 'SIGNED';
  return (
    <li>
      <Link
        ref={ref}
        to="/inbox/$reportId"
        params={{ reportId: row.id }}
        search={true}
        className={classes.row}
        data-tone={row.triage ? triageTone[row.triage] : 'quiet'}
        activeOptions={{ includeSearch: false }}
        onMouseEnter={() => onPeek(row.id)}
        onFocus={() => onPeek(row.id)}
      >
        <span className={classes.name}>
          {patient ? fullName(patient) : sent ? t('inbox.asSent', { name: sent }) : t('inbox.noPatient')}{' '}
          {patient && (
            <span className={classes.who}>
              <AgeSex person={patient} />
            </span>
          )}
        </span>
        <span className={`${classes.aside} figures`}>
          <Ago at={signed && row.signedAt ? row.signedAt : row.receivedAt} />
        </span>
        <span className={classes.label}>{row.label}</span>
        <span className={`${classes.aside} figures`}>
          {signed ? row.signedBy?.name : row.dueAt && row.triage !== 'NORMAL' && <Due at={row.dueAt} />}
        </span>
        {why && row.triage !== 'NORMAL' && <span className={classes.why}>{unitText(why)}</span>}
      </Link>
    </li>
  );
});
