import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format';
import type { ReportData } from './model';
import classes from './Patterns.module.css';

type Summary = NonNullable<ReportData['summary']>;

/** Where the draft comes from, and what the check said of it. One line, with the rest on demand. */
export function Provenance({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { provenance, refusals, refused } = summary;
  const writer = provenance.writer || summary.writer;
  const name = writer === 'template' ? t('report.template') : writer;
  const withheld = [...new Set((refusals ?? []).map((each) => `${each.audience.toLowerCase()}, ${each.lang}: ${each.rule}`))];
  return (
    <details className={classes.sources} style={{ marginLeft: 0 }}>
      <summary>{t('report.writtenBy', { writer: name })}</summary>
      <ul>
        <li>{t('provenance.version', { version: provenance.writerVersion || summary.writerVersion })}</li>
        {provenance.promptVersion && <li>{t('provenance.prompt', { version: provenance.promptVersion })}</li>}
        <li>{t('provenance.rules', { version: provenance.ruleSet })}</li>
        {provenance.writtenAt && <li>{t('provenance.at', { at: f.moment(provenance.writtenAt) })}</li>}
        <li>{withheld.length === 0 ? t('provenance.passed') : t('provenance.withheld', { what: withheld.join('; ') })}</li>
        {refused && refused.length > 0 && (
          <li>
            {t('provenance.refused', { count: refused.length, writers: [...new Set(refused.map((each) => each.writer))].join(', ') })}
          </li>
        )}
      </ul>
    </details>
  );
}

/** What the doctor made of the draft, piece by piece. */
export function Edits({ edits }: { edits: Summary['edits'] }) {
  const { t } = useTranslation();
  if (edits.length === 0) return null;
  return (
    <details className={classes.sources} style={{ marginLeft: 0 }}>
      <summary>{t('edits.title')}</summary>
      <p className={classes.edits}>
        {edits.map((edit, at) => {
          if (edit.kind === 'INSERTED') return <ins key={at}>{edit.text}</ins>;
          if (edit.kind === 'DELETED') return <del key={at}>{edit.text}</del>;
          return <span key={at}>{edit.text}</span>;
        })}
      </p>
    </details>
  );
}
