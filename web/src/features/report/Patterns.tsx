import { Anchor, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { unitText } from '@/lib/units';
import { useLightOn, useLit } from './lit';
import { evidenceIsLit, findingIsLit, restOf, type Evidence, type Pattern as PatternData } from './model';
import classes from './Patterns.module.css';
import report from './Report.module.css';

// The first is open; the others show what they are and the next step, until they are opened.
const openAtFirst = 1;

type Props = { patterns: PatternData[]; findings: FindingPartsFragment[] };

/** Several facts together: things to consider, each with what speaks for and against it. Never a diagnosis made. */
export function Patterns({ patterns, findings }: Props) {
  const { t } = useTranslation();
  if (patterns.length === 0) return null;
  return (
    <section className={report.block} aria-labelledby="patterns-title">
      <h2 className={report.blockTitle} id="patterns-title">
        {t('report.patterns')}
      </h2>
      {patterns.map((pattern, at) => (
        <Pattern key={pattern.id} pattern={pattern} findings={findings} openFirst={at < openAtFirst} />
      ))}
    </section>
  );
}

type PatternProps = { pattern: PatternData; findings: FindingPartsFragment[]; openFirst: boolean };

function Pattern({ pattern: finding, findings, openFirst }: PatternProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const { lit } = useLit();
  const [open, setOpen] = useState(openFirst);
  const { pattern } = finding;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.pattern} data-finding={finding.key} data-lit={findingIsLit(lit, finding.key) || undefined}>
      <UnstyledButton className={classes.title} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron size={14} aria-hidden className={classes.chevron} />
        <span>{unitText(pattern.supports)}</span>
        {pattern.dueHours > 0 && (
          <span className={classes.due}>{t('pattern.within', { span: f.span(pattern.dueHours * 3_600_000) })}</span>
        )}
      </UnstyledButton>
      {pattern.next && <p className={classes.next}>{unitText(pattern.next)}</p>}
      {open && (
        <div className={classes.inside}>
          <ul className={classes.evidence}>
            {pattern.for?.map((each, at) => (
              <EvidenceLine key={each.text} id={`${finding.key}+${at}`} side="for" evidence={each} findings={findings} />
            ))}
            {pattern.against?.map((each, at) => (
              <EvidenceLine key={each.text} id={`${finding.key}-${at}`} side="against" evidence={each} findings={findings} />
            ))}
          </ul>
          {pattern.settle && (
            <p className={classes.settle}>
              <span className={classes.label}>{t('pattern.settle')}</span> {unitText(pattern.settle)}
            </p>
          )}
          <Sources sources={pattern.sources ?? []} />
        </div>
      )}
    </div>
  );
}

type LineProps = { id: string; side: 'for' | 'against'; evidence: Evidence; findings: FindingPartsFragment[] };

/** A line of evidence; under the pointer or focus it lights the values and the chart entries it rests on. */
function EvidenceLine({ id, side, evidence, findings }: LineProps) {
  const { t } = useTranslation();
  const { lit, light } = useLit();
  const rest = useMemo(() => restOf(evidence, findings), [evidence, findings]);
  const what = { evidence: id, ...rest };
  const lightOn = useLightOn(what);
  const Icon = side === 'for' ? IconPlus : IconMinus;
  const isLit = evidenceIsLit(lit, id, rest.findings);
  return (
    <li>
      <UnstyledButton
        className={classes.line}
        data-evidence={side}
        data-lit={isLit || undefined}
        aria-pressed={isLit}
        onClick={() => light(what)}
        {...lightOn}
      >
        <Icon size={13} aria-hidden className={classes.side} />
        <VisuallyHidden>{t(`pattern.${side}`)}: </VisuallyHidden>
        <span>{unitText(evidence.text)}</span>
      </UnstyledButton>
    </li>
  );
}

type Source = { cite: string; year: number; where: string };

/** Where a rule comes from, on demand. */
export function Sources({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  if (sources.length === 0) return null;
  return (
    <details className={classes.sources}>
      <summary>{t('pattern.sources', { count: sources.length })}</summary>
      <ul>
        {sources.map((source) => (
          <li key={source.cite}>
            <CitedSource source={source} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A source, with its address when it has one. */
export function CitedSource({ source }: { source: Source }) {
  const words = source.cite.includes(String(source.year)) ? source.cite : `${source.cite} (${source.year})`;
  if (!/^https?:\/\//.test(source.where)) return <span>{words}</span>;
  return (
    <Anchor href={source.where} target="_blank" rel="noreferrer" size="xs" underline="always">
      {words}
    </Anchor>
  );
}
