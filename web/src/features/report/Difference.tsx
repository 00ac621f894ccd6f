import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@mantine/core';
import { Tag } from '@/components/Tag';
import type { ChangedResultFragment } from '@/gql/graphql';
import { unitText } from '@/lib/units';
import classes from './Difference.module.css';
import { changesOf, type ReportData } from './model';

/** What a corrected report tells differently: the first thing to read, since somebody may have acted on the old one. */
export function Difference({ report }: { report: ReportData }) {
  const { t } = useTranslation();
  const changes = changesOf(report.difference ?? []);
  if (changes.length === 0) return null;
  return (
    <section className={classes.block} data-tone="urgent" aria-labelledby="difference-title">
      <h2 className={classes.title} id="difference-title">
        {t('difference.title', { count: changes.length })}
      </h2>
      <ul className={classes.list}>
        {changes.map((change) => (
          <li key={change.label + change.kind} className="figures">
            <Tag tone="quiet">{t(`difference.${change.kind}`)}</Tag> <strong>{change.label}</strong>{' '}
            {change.before && (
              <>
                <VisuallyHidden>{t('difference.before')} </VisuallyHidden>
                <del>
                  <Shown result={change.before} />
                </del>
              </>
            )}
            {change.before && change.after && <IconArrowRight size={14} className={classes.arrow} aria-hidden />}
            {change.after && (
              <>
                <VisuallyHidden>{t('difference.after')} </VisuallyHidden>
                <ins>
                  <Shown result={change.after} />
                </ins>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shown({ result }: { result: ChangedResultFragment }) {
  const { t } = useTranslation();
  const value = result.display || result.absent || t('report.noValue');
  return (
    <>
      {value} {unitText(result.unit)}
      {result.rangeText && ` (${result.rangeText})`}
      {result.reportedFlag && ` ${t('report.labFlag', { flag: result.reportedFlag })}`}
    </>
  );
}
