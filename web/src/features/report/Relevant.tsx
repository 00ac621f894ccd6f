import { UnstyledButton } from '@mantine/core';
import { IconPill, IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLightOn, useLit } from './lit';
import { backgroundOf, findingIsLit, relevantOf, sourceIsLit, type Relevant as RelevantItem, type ReportData } from './model';
import classes from './Report.module.css';

/** What of this person the findings touch: a potassium reads differently beside spironolactone. */
export function Relevant({ report }: { report: ReportData }) {
  const { t } = useTranslation();
  const { patient, findings } = report;
  const items = relevantOf(findings ?? [], patient?.problems ?? [], patient?.medications ?? []);
  const allergies = (patient?.allergies ?? []).filter((each) => each.status === 'ACTIVE');
  const background = backgroundOf(patient?.problems ?? [], patient?.medications ?? [], items);
  const rest = [...background.problems, ...background.medicines];
  if (items.length === 0 && allergies.length === 0 && rest.length === 0) return null;
  return (
    <section className={classes.relevant} aria-label={t('report.relevant')}>
      {items.length > 0 && <strong>{t('report.relevant')}</strong>}
      {items.map((item) => (
        <Chip key={item.id} item={item} />
      ))}
      {rest.length > 0 && (
        <span className={classes.background} title={rest.join(' · ')}>
          {items.length > 0 ? t('report.also') : t('report.background')}: {rest.join(' · ')}
        </span>
      )}
      {allergies.length > 0 && (
        <span>
          <strong>{t('chart.allergies')}:</strong> {allergies.map((each) => each.label).join(', ')}
        </span>
      )}
    </section>
  );
}

function Chip({ item }: { item: RelevantItem }) {
  const { t } = useTranslation();
  const { lit } = useLit();
  const lightOn = useLightOn({ finding: item.findings[0] ?? '' });
  // An evidence says itself which of the chart it rests on.
  const litByEvidence = lit !== null && 'evidence' in lit;
  const Icon = item.kind === 'medicine' ? IconPill : IconStethoscope;
  return (
    <UnstyledButton
      className={classes.chip}
      title={item.detail || undefined}
      data-lit={sourceIsLit(lit, item.id) || (!litByEvidence && item.findings.some((key) => findingIsLit(lit, key))) || undefined}
      {...lightOn}
    >
      <Icon size={13} style={{ verticalAlign: -2 }} aria-label={t(`report.kind.${item.kind}`)} /> {item.label}
    </UnstyledButton>
  );
}
