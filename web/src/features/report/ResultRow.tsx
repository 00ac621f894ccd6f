import { Text, UnstyledButton } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FlagTag } from '@/components/FlagTag';
import { Sparkline } from '@/components/Sparkline';
import { flagTone } from '@/components/tone';
import type { FindingPartsFragment, ResultPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { unitText } from '@/lib/units';
import { Course } from './Course';
import { useLightOn, useLit } from './lit';
import { findingIsLit, sourceIsLit, wordsBesideSight } from './model';
import { Previous } from './Previous';
import { RangeCell } from './RangeCell';
import classes from './Results.module.css';

type Props = {
  finding: FindingPartsFragment;
  result: ResultPartsFragment | undefined;
  open: boolean;
  onToggle: (() => void) | undefined;
  trend: ((finding: FindingPartsFragment) => ReactNode) | undefined;
};

export function FindingRow({ finding, result, open, onToggle, trend }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const { lit } = useLit();
  const lightOn = useLightOn({ finding: finding.key });
  const label = (f.language === 'zh' && finding.labelZh) || finding.label;
  const reasons = wordsBesideSight(finding);
  const notes = [finding.kind === 'DERIVED' ? t('report.derived') : '', result?.note ?? ''].filter(Boolean);
  const isLit = findingIsLit(lit, finding.key);
  const series = finding.series ?? [];
  const band = finding.interval?.unit === finding.canonicalUnit ? finding.interval : null;

  return (
    <tbody
      className={`${classes.group} ${finding.flag === 'NORMAL' ? classes.quiet : ''}`}
      data-lit={isLit || undefined}
      data-finding={finding.key}
      data-tone={flagTone[finding.flag]}
      {...lightOn}
    >
      <tr className={classes.row}>
        <th scope="row" className={classes.test}>
          {onToggle ? (
            <UnstyledButton className={classes.testButton} onClick={onToggle} aria-expanded={open}>
              {label}
              {'\u00a0'}
              {series.length > 2 ? (
                <Sparkline values={series} band={band} tone={flagTone[finding.flag]} />
              ) : (
                <IconChartLine size={13} aria-hidden style={{ verticalAlign: -2, opacity: 0.6 }} />
              )}
            </UnstyledButton>
          ) : (
            <Text component="span" size="sm" fw={550}>
              {label}
            </Text>
          )}
          {notes.map((note) => (
            <div key={note} className={classes.small}>
              {note}
            </div>
          ))}
        </th>
        <td className={`${classes.value} figures`}>
          <span className={classes.number}>{finding.value || t('report.noValue')}</span>{' '}
          <span className={classes.small}>{unitText(finding.unit)}</span>
          {' '}
          <FlagTag flag={finding.flag} />
          {finding.reportedFlag && finding.flag === 'NEEDS_READING' && (
            <span className={classes.small}> {t('report.labFlag', { flag: finding.reportedFlag })}</span>
          )}
        </td>
        <td className={`${classes.bar} figures`}>
          <RangeCell finding={finding} label={label} sent={result?.rangeText ?? ''} />
        </td>
        <td className="figures">
          <Previous finding={finding} />
        </td>
      </tr>
      {reasons.length > 0 && (
        <tr className={classes.detail}>
          <td colSpan={4}>
            <ul className={classes.reasons}>
              {reasons.map((reason) => (
                <li key={reason.code + reason.text}>{unitText(reason.text)}</li>
              ))}
            </ul>
          </td>
        </tr>
      )}
      {open && trend && (
        <tr className={classes.detail}>
          <td colSpan={4}>
            {trend(finding)}
            <Course finding={finding} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A result that nobody judged: shown as it was sent. */
export function PlainRow({ result }: { result: ResultPartsFragment }) {
  const { t } = useTranslation();
  const { lit } = useLit();
  return (
    <tbody
      className={`${classes.group} ${classes.quiet}`}
      data-tone="quiet"
      data-lit={sourceIsLit(lit, result.id) || undefined}
    >
      <tr className={classes.row}>
        <th scope="row" className={classes.test}>
          <Text component="span" size="sm" fw={550}>
            {result.label}
          </Text>
          {result.note && <div className={classes.small}>{result.note}</div>}
        </th>
        <td className={`${classes.value} figures`}>
          <span className={classes.number}>{result.display || result.absent || t('report.noValue')}</span>{' '}
          <span className={classes.small}>{unitText(result.unit)}</span>
          {result.components?.map((part) => (
            <div key={part.label} className={classes.small}>
              {part.label}: {part.display} {unitText(part.unit)}
            </div>
          ))}
        </td>
        <td className={`${classes.small} figures`}>{result.rangeText}</td>
        <td className={classes.small}>
          {result.reportedFlag && t('report.labFlag', { flag: result.reportedFlag })}
        </td>
      </tr>
    </tbody>
  );
}
