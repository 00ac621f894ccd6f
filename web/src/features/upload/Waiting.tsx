import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '@/lib/format';
import { waitingUploadsQuery } from './queries';
import classes from './Upload.module.css';

/** Documents of this patient that nobody confirmed yet: their results count for nothing until then. */
export function Waiting({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [{ data }] = useQuery({ query: waitingUploadsQuery, variables: { patientId }, requestPolicy: 'cache-and-network' });
  const waiting = (data?.uploads ?? []).filter((each) => each.state === 'PROPOSED');
  if (waiting.length === 0) return null;
  return (
    <section className={classes.waiting} data-tone="urgent" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{t('upload.waiting')}</h2>
      <ul>
        {waiting.map((each) => (
          <li key={each.id}>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link {...props} to="/uploads/$uploadId" params={{ uploadId: each.id }} />}
            >
              {each.name || t('upload.document')}
            </Anchor>{' '}
            <span className={classes.dim}>{t('upload.by', { name: each.uploadedBy.name, at: f.moment(each.createdAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
