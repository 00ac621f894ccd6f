import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RangeBar } from '@/components/RangeBar';
import { flagTone } from '@/components/tone';
import type { FindingPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { boundsText } from '@/lib/range';
import { unitText } from '@/lib/units';
import { barOf } from './model';
import { CitedSource } from './Patterns';
import classes from './Results.module.css';

type Props = {
  finding: FindingPartsFragment;
  label: string;
  /** The range as the laboratory sent it. */
  sent: string;
};

/** The value against the interval that was used, and whose interval it is. */
export function RangeCell({ finding, label, sent }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const { interval } = finding;
  const bar = barOf(finding);
  if (!interval) {
    return <span className={classes.small}>{sent ? t('report.rangeSent', { range: sent }) : t('report.noRange')}</span>;
  }
  const bounds = boundsText(interval, f.locale) || interval.text;
  const unit = interval.unit === finding.unit ? '' : ` ${unitText(interval.unit)}`;
  const critical = bar?.critical ? boundsText(bar.critical, f.locale) : '';
  const words = [
    t('report.barLabel', { label, value: `${finding.value} ${unitText(finding.unit)}`.trim(), range: bounds + unit }),
    critical && t('report.criticalOutside', { range: critical }),
  ]
    .filter(Boolean)
    .join('; ');
  return (
    <>
      {bar && <RangeBar {...bar} tone={flagTone[finding.flag]} label={words} />}
      <span className={classes.small}>
        {bounds}
        {unit} · <Whose interval={interval} name={label} />
      </span>
      {critical && finding.flag.startsWith('CRITICAL') && (
        <div className={classes.small}>{t('report.criticalOutside', { range: critical })}</div>
      )}
    </>
  );
}

type Interval = NonNullable<FindingPartsFragment['interval']>;

/** Whose range it is; at a touch, where it comes from. */
function Whose({ interval, name }: { interval: Interval; name: string }) {
  const { t } = useTranslation();
  const { citation } = interval;
  return (
    <Popover width={300} position="bottom" withArrow trapFocus={false} returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.whose} aria-label={t('origin.ask', { name, whose: t(`origin.${interval.origin}`) })}>
          {t(`origin.${interval.origin}`)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('origin.title')}>
        <Text size="sm">{t(`origin.long.${interval.origin}`)}</Text>
        {interval.text && (
          <Text size="sm" className="figures">
            {unitText(interval.text)}
          </Text>
        )}
        {citation && (
          <Text size="xs" mt={4}>
            <CitedSource source={citation} />
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
