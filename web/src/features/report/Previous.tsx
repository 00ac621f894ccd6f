import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Ago } from '@/components/Ago';
import type { FindingPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { unitText } from '@/lib/units';
import classes from './Results.module.css';

const arrows = { RISING: IconArrowUpRight, FALLING: IconArrowDownRight, STEADY: IconArrowRight } as const;

/** The value before, how long ago, and whether the change is more than biology and the laboratory vary by. */
export function Previous({ finding }: { finding: FindingPartsFragment }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { change } = finding;
  if (!change) {
    return finding.first ? <span className={classes.small}>{t('report.first')}</span> : null;
  }
  const Arrow = arrows[change.direction];
  const unit = change.unit && change.unit !== finding.unit ? ` ${unitText(change.unit)}` : '';
  // Without a known limit nobody can say what is usual: a sodium that fell by 17 must not be called ordinary.
  const known = change.limit > 0;
  const limit = known ? t('report.changeLimit', { limit: f.number(change.limit) }) : t('report.changeNoLimit');
  return (
    <>
      <div>
        {f.number(change.previous)}
        <span className={classes.small}>
          {unit} · <Ago at={change.at} />
        </span>
      </div>
      {change.direction !== 'STEADY' && (
        <span
          className={known && !change.significant ? classes.small : undefined}
          title={limit}
        >
          <span style={{ whiteSpace: 'nowrap', fontWeight: change.significant ? 650 : 400 }}>
            <Arrow size={14} aria-hidden style={{ verticalAlign: -2 }} /> {f.percent(change.percent)}
          </span>{' '}
          {(known || change.significant) && (
            <span className={classes.small}>{t(change.significant ? 'report.significant' : 'report.withinNoise')}</span>
          )}
        </span>
      )}
    </>
  );
}
